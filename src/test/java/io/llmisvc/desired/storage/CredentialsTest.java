package io.llmisvc.desired.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final Container EMPTY = new ContainerBuilder().withName("c").build();

  @ParameterizedTest
  @CsvSource({
    "HF_TOKEN, HF_TOKEN",
    "MODELSCOPE_API_TOKEN, MODELSCOPE_API_TOKEN",
    "AZURE_STORAGE_ACCESS_KEY, AZURE_STORAGE_ACCESS_KEY",
  })
  void readsATokenFromItsSecret(String key, String variable) {
    // When
    Initializer result = with(Map.of(key, "value"), EMPTY);

    // Then
    assertThat(references(result)).containsExactly(Map.entry(variable, key));
  }

  @Test
  void readsOlderAzureKeysAndAlwaysNamesTheTenant() {
    // When
    Initializer result =
        with(
            Map.of("AZ_CLIENT_ID", "a", "AZURE_CLIENT_SECRET", "b", "AZURE_SERVICE_URL", "c"),
            EMPTY);

    // Then
    assertThat(references(result))
        .containsExactly(
            Map.entry("AZURE_TENANT_ID", "AZURE_TENANT_ID"),
            Map.entry("AZURE_CLIENT_ID", "AZ_CLIENT_ID"),
            Map.entry("AZURE_CLIENT_SECRET", "AZURE_CLIENT_SECRET"),
            Map.entry("AZURE_SERVICE_URL", "AZURE_SERVICE_URL"));
  }

  @Test
  void mountsAGoogleCredentialFile() {
    // When
    Initializer result = with(Map.of("gcloud-application-credentials.json", "{}"), EMPTY);

    // Then
    assertThat(result.volumes()).extracting("name").containsExactly("user-gcp-sa");
    assertThat(result.container().getVolumeMounts())
        .extracting("mountPath")
        .containsExactly("/var/secrets/");
    assertThat(result.environment().value("GOOGLE_APPLICATION_CREDENTIALS"))
        .hasValue("/var/secrets/gcloud-application-credentials.json");
  }

  @Test
  void mountsHadoopCredentials() {
    // When
    Initializer result = with(Map.of("HDFS_NAMENODE", "nn"), EMPTY);

    // Then
    assertThat(result.volumes()).extracting("name").containsExactly("hdfs-secrets");
  }

  @Test
  void readsTheHeadersOfAnHttpsHostFromTheSecret() {
    // When
    Initializer complete = with(Map.of("https-host", "example.com", "headers", "a: b"), EMPTY);
    Initializer without = with(Map.of("https-host", "example.com"), EMPTY);

    // Then
    assertThat(references(complete)).containsExactly(Map.entry("example.com-headers", "headers"));
    assertThat(complete.container().getEnv()).extracting("value").containsOnlyNulls();
    assertThat(without.environment().variables()).isEmpty();
  }

  @Test
  void saysThatAnHttpsHostHasNoName() {
    // When
    Initializer result = with(Map.of("https-host", "", "headers", "a: b"), EMPTY);

    // Then
    assertThat(result.environment().variables()).isEmpty();
    assertThat(result.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("https-host"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_SECRET_ACCESS_KEY AWS_ACCESS_KEY_ID",
        "gcloud-application-credentials.json",
        "AZ_CLIENT_ID AZ_TENANT_ID AZURE_CLIENT_SECRET AZURE_ACCESS_TOKEN AZURE_SERVICE_URL",
        "AZURE_STORAGE_ACCESS_KEY",
        "https-host headers",
        "HDFS_NAMENODE",
        "HF_TOKEN",
        "MODELSCOPE_API_TOKEN",
        "S3_ENDPOINT_PASSWORD password",
      })
  void writesNoValueThatCouldBeSecretIntoAPod(String keys) {
    // Given
    Map<String, String> data = new LinkedHashMap<>();
    for (String key : keys.split(" ")) {
      data.put(key, key.equals("https-host") ? "example.com" : "s3cret");
    }

    // When
    Initializer result = with(data, EMPTY);

    // Then
    assertThat(Trees.of(result.container()).toString()).doesNotContain("s3cret");
    assertThat(result.volumes().toString()).doesNotContain("s3cret");
    assertThat(result.findings().toString()).doesNotContain("s3cret");
  }

  @Test
  void keepsTheUsersOwnKeyAndReplacesOnlyLiteralS3Settings() {
    // Given
    Container declared =
        new ContainerBuilder(EMPTY)
            .addToEnv(ContainerEnvironment.literal("AWS_ACCESS_KEY_ID", "mine"))
            .addToEnv(ContainerEnvironment.literal("S3_VERIFY_SSL", "1"))
            .build();

    // When
    Initializer result = with(Map.of("AWS_SECRET_ACCESS_KEY", "x", "S3_VERIFY_SSL", "0"), declared);

    // Then
    assertThat(result.environment().value("AWS_ACCESS_KEY_ID")).hasValue("mine");
    assertThat(result.environment().value("S3_VERIFY_SSL")).hasValue("0");
    assertThat(references(result))
        .containsExactly(Map.entry("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY"));
  }

  @Test
  void readsTheStoreOfACloudRoleFromTheAccount() {
    // Given
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .addToAnnotations("eks.amazonaws.com/role-arn", "arn")
            .addToAnnotations("serving.kserve.io/s3-region", "eu-west-1")
            .endMetadata()
            .build();

    // When
    Initializer result =
        Credentials.onto(
            new Initializer(EMPTY, List.of(), List.of()),
            request(DownloadAccount.of(account), ClusterFacts.unknown()),
            "spec.model.uri");

    // Then
    assertThat(result.environment().value("AWS_DEFAULT_REGION")).hasValue("eu-west-1");
  }

  @Test
  void putsNoSecretValueIntoAFinding() {
    // When
    Initializer result = with(Map.of("HF_TOKEN", "s3cret"), EMPTY);

    // Then
    assertThat(result.toString()).doesNotContain("s3cret");
    assertThat(CredentialSecret.of(secret(Map.of("HF_TOKEN", "s3cret"))).toString())
        .doesNotContain("s3cret");
  }

  private static Initializer with(Map<String, String> data, Container container) {
    ServiceAccount account =
        new ServiceAccountBuilder()
            .withNewMetadata()
            .endMetadata()
            .addNewSecret()
            .withName("store")
            .endSecret()
            .build();
    ClusterFacts cluster =
        new ClusterFacts(
            EnumSet.allOf(Kind.class),
            Map.of(),
            Map.of(new Reference.ByName(Kind.SECRET, "demo", "store"), List.of(secret(data))));
    return Credentials.onto(
        new Initializer(container, List.of(), List.of()),
        request(DownloadAccount.of(account), cluster),
        "spec.model.uri");
  }

  private static StorageRequest request(DownloadAccount account, ClusterFacts cluster) {
    ObjectNode tree = Yaml.objects("model: {uri: 's3://a/b'}").getFirst();
    EffectiveSpec effective =
        new EffectiveSpec(
            new ServiceMeta("demo", "svc", null, 1, Map.of(), Map.of(), false),
            Trees.read(tree, LLMInferenceServiceSpec.class),
            tree);
    return new StorageRequest(
        effective,
        Settings.defaults(),
        new Facts(cluster),
        new PodSpecBuilder().build(),
        MissingNode.getInstance(),
        account,
        "main",
        "/mnt/models",
        List.of(),
        new Blame(Subject.MAIN_WORKLOAD, "Reason"));
  }

  private static ObjectNode secret(Map<String, String> data) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.putObject("metadata").put("name", "store");
    ObjectNode encoded = secret.putObject("data");
    data.forEach(
        (key, value) ->
            encoded.put(
                key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    return secret;
  }

  private static Map<String, String> references(Initializer initializer) {
    Map<String, String> result = new LinkedHashMap<>();
    for (EnvVar variable : initializer.container().getEnv()) {
      if (variable.getValueFrom() != null) {
        result.put(variable.getName(), variable.getValueFrom().getSecretKeyRef().getKey());
      }
    }
    return result;
  }
}
