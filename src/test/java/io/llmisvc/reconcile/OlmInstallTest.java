package io.llmisvc.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.config.WebhookEnvironment;
import io.llmisvc.model.Settings;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.OlmTools;
import io.llmisvc.testing.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundle as OLM installs it, and the operator as the Deployment in it starts it. */
class OlmInstallTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final OperatorWorld WORLD = OperatorWorld.withoutInstall();
  private static final OlmInstall OLM = new OlmInstall(WORLD.admin());
  private static final ServerIdentity IDENTITY = ServerIdentity.ofLoopback();
  private static final int PORT = ControlPlane.freePort();

  /** No definition knows what a service is composed of. */
  private static final String INVALID =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: workers}
      spec: {worker: {containers: []}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: invalid}
      spec: {model: {uri: "hf://a/b"}, baseRefs: [{name: workers}]}
      """;

  @TempDir private static Path certificates;

  @BeforeAll
  static void install() throws IOException {
    Files.writeString(certificates.resolve("tls.crt"), IDENTITY.certificatePem());
    Files.writeString(certificates.resolve("tls.key"), IDENTITY.keyPem());
    WORLD.installOtherProjects();
    OLM.applyManifests();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  /** The namespaces of the OperatorGroup: kserve is the operator's own. */
  @ParameterizedTest
  @CsvSource({
    "OwnNamespace, kserve, kserve, default",
    "SingleNamespace, single, single, default",
    "MultiNamespace, many-a;many-b, many-b, default",
    "AllNamespaces, '', anywhere, ''",
  })
  void makesASampleReadyInEachInstallMode(
      String mode, String targets, String served, String unserved) {
    // Given
    assertThat(OlmInstall.csvTree().at("/spec/installModes"))
        .contains(new ObjectMapper().createObjectNode().put("supported", true).put("type", mode));
    List<String> namespaces = targets.isEmpty() ? List.of() : List.of(targets.split(";"));
    namespaces.forEach(WORLD::namespace);
    WORLD.namespace(served);
    Map<String, String> environment = new HashMap<>(OLM.install(namespaces));
    assertThat(WebhookEnvironment.of(environment).directory()).isEqualTo(OlmInstall.CERTIFICATES);
    environment.put("WEBHOOK_CERT_DIR", certificates.toString());
    environment.put("WEBHOOK_ADDRESS", "127.0.0.1");
    environment.put("WEBHOOK_PORT", String.valueOf(PORT));
    OLM.installWebhooks(namespaces, PORT, IDENTITY.caBundle());
    String name = "in-" + mode.toLowerCase(Locale.ROOT);
    // When
    try (OperatorProcess operator = OperatorProcess.start(WORLD, mode, environment)) {
      Await.until("it refuses", PATIENCE, () -> refusal(served).contains("denied the request"));
      if (!unserved.isEmpty()) {
        WORLD.apply(unserved, OperatorWorld.routed(name));
      }
      WORLD.apply(served, OperatorWorld.routed(name));
      Await.until(
          mode,
          PATIENCE,
          () -> {
            operator.requireAlive();
            return WORLD.isReady(served, name);
          });
    } finally {
      OLM.removeWebhooks();
    }
    // Then
    assertThat(requireNonNull(WORLD.service(served, name).get().getSpec().model()).name())
        .isEqualTo(name);
    assertThat(WORLD.condition(served, name, "PresetsCombined")).isPresent();
    assertThat(installedConfigs()).hasSize(14);
    assertThat(
            WORLD
                .admin()
                .configMaps()
                .inNamespace("kserve")
                .withName(Settings.OPERATOR_CONFIG_MAP)
                .get())
        .isNotNull();
    if (!unserved.isEmpty()) {
      assertThat(WORLD.service(unserved, name).get().getStatus()).isNull();
    }
    assertThat(WORLD.controlPlane().auditLog().entries())
        .filteredOn(entry -> entry.userAgent().equals(mode))
        .isNotEmpty()
        .noneMatch(entry -> entry.code() == 403);
  }

  /** What the API server says to who applies what is invalid. */
  private static String refusal(String namespace) {
    try {
      WORLD.apply(namespace, INVALID);
      return "";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Strictly: a field that the definition does not know would be dropped in silence. */
  @Test
  void isAcceptedByTheDefinitionOfClusterServiceVersions() {
    // Given
    Crds.install(WORLD.admin(), OlmTools.crds());
    ObjectNode csv = OlmInstall.csvTree();
    String path = "/apis/operators.coreos.com/v1alpha1/namespaces/kserve/clusterserviceversions";
    // When
    ObjectNode accepted = create(path, csv);
    // Then
    assertThat(accepted.at("/spec/version")).isEqualTo(csv.at("/spec/version"));
    csv.withObjectProperty("spec").put("replacement", "llmisvc.v0.0.1");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> create(path, csv))
        .withMessageContaining("spec.replacement");
  }

  @Test
  void offersExamplesThatAreAccepted() throws JsonProcessingException {
    // Given
    String examples = OlmInstall.csvTree().at("/metadata/annotations/alm-examples").asText();
    for (JsonNode example : new ObjectMapper().readTree(examples)) {
      String plural =
          example.path("kind").asText().equals("LLMInferenceService")
              ? "llminferenceservices"
              : "llminferenceserviceconfigs";
      // When
      ObjectNode accepted =
          create(
              "/apis/%s/namespaces/default/%s"
                  .formatted(example.path("apiVersion").asText(), plural),
              example);
      // Then
      assertThat(accepted.path("spec").path("model")).isEqualTo(example.at("/spec/model"));
    }
  }

  private static ObjectNode create(String path, JsonNode object) {
    String query = "?dryRun=All&fieldValidation=Strict";
    try {
      return (ObjectNode)
          new ObjectMapper().readTree(WORLD.admin().raw(path + query, "POST", object.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<GenericKubernetesResource> installedConfigs() {
    return WORLD
        .admin()
        .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
        .inNamespace("kserve")
        .list()
        .getItems()
        .stream()
        .filter(config -> config.getMetadata().getName().startsWith("kserve-v"))
        .toList();
  }
}
