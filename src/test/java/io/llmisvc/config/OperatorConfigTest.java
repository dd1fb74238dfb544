package io.llmisvc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorConfigTest {

  @Test
  void givesTheShippedValuesWithoutConfigMap() {
    assertThat(settings(Map.of())).isEqualTo(Settings.defaults());
  }

  @Test
  void readsEveryMemberThatIsUsed() {
    // Given
    Map<String, String> data =
        Map.of(
            "ingress",
            """
            {"kserveIngressGateway": "infra/gw", "urlScheme": "https", "managedGatewayClassName": "envoy",
             "enableLLMInferenceServiceTLS": true, "modelBasedRoutingHeaderName": "X-Model",
             "modelBasedRoutingMode": "FORCED", "ingressGateway": "ignored"}\
            """,
            "storageInitializer",
            """
            {"image": "si:1", "cpuRequest": "1", "cpuLimit": "2", "memoryRequest": "1Gi", "memoryLimit": "2Gi",
             "ociModelMode": "native", "caBundleConfigMapName": "ca"}\
            """,
            "credentials",
            """
            {"storageSecretNameAnnotation": "x/secret", "s3": {"s3AccessKeyIDName": "id", "s3Endpoint": "e:9000", "s3Region": ""}}\
            """,
            "scheduler",
            """
            {"expirationAnnotations": ["a/b"]}\
            """,
            "migration",
            """
            {"holdPods": true}\
            """,
            "localModel",
            """
            {"enabled": true, "jobNamespace": "ignored"}\
            """,
            "autoscaling-wva-controller-config",
            """
            {"prometheus": {"url": "https://p:9090", "tlsInsecureSkipVerify": true, "authModes": "bearer",
             "triggerAuthName": "p", "triggerAuthKind": "ClusterTriggerAuthentication"}}\
            """,
            "explainers",
            "not json");
    // When
    Settings settings = settings(data);
    // Then
    assertThat(settings.ingress())
        .isEqualTo(
            new Settings.Ingress(
                new NamespacedName("infra", "gw"),
                "envoy",
                "https",
                true,
                "X-Model",
                Settings.ModelRoutingMode.FORCED));
    assertThat(settings.storage().image()).isEqualTo("si:1");
    assertThat(settings.storage().ociMode()).isEqualTo(Settings.OciMode.NATIVE);
    assertThat(settings.storage().uidModelcar()).isNull();
    assertThat(settings.credentials().s3AccessKeyIdName()).isEqualTo("id");
    assertThat(settings.credentials().s3SecretAccessKeyName()).isEqualTo("awsSecretAccessKey");
    assertThat(settings.credentials().s3()).containsEntry("s3Endpoint", "e:9000");
    assertThat(settings.credentials().s3()).doesNotContainKey("s3Region");
    assertThat(settings.expirationAnnotations()).containsExactly("a/b");
    assertThat(settings.holdsMigration()).isTrue();
    assertThat(settings.localModels()).isTrue();
    assertThat(settings.variantMetrics())
        .isEqualTo(
            new Settings.VariantMetrics(
                "https://p:9090", true, "bearer", "p", "ClusterTriggerAuthentication"));
  }

  @Test
  void putsAGatewayWithoutNamespaceIntoTheSystemNamespace() {
    Settings settings = settings(Map.of("ingress", "{\"kserveIngressGateway\": \"gw\"}"));
    assertThat(settings.ingress().defaultGateway()).isEqualTo(new NamespacedName("kserve", "gw"));
  }

  @Test
  void namesKeyMemberValueAndReasonOfEveryProblem() {
    // Given
    Map<String, String> data =
        Map.of(
            "ingress",
            "{\"enableGatewayApi\": true, \"kserveIngressGateway\": \"A/b/c\"}",
            "storageInitializer",
            "{\"cpuLimit\": \"many\", \"ociModelMode\": \"x\"}",
            "autoscaling-wva-controller-config",
            "{\"prometheus\": {\"tlsInsecureSkipVerify\": \"no\"}}",
            "scheduler",
            "{");
    // When
    SettingsResult result = OperatorConfig.parse(OperatorEnvironment.defaults(), data);
    // Then
    assertThat(result).isInstanceOf(SettingsResult.Invalid.class);
    assertThat(((SettingsResult.Invalid) result).message())
        .contains("key ingress: kserveIngressGateway is \"A/b/c\"")
        .contains("key storageInitializer: cpuLimit is \"many\"")
        .contains("ociModelMode is \"x\"")
        .contains("key autoscaling-wva-controller-config: prometheus.tlsInsecureSkipVerify is")
        .contains("key scheduler: not JSON at line 1");
  }

  @Test
  void takesTheClusterDomainFromTheResolver() {
    OperatorEnvironment environment =
        OperatorEnvironment.of(
            Map.of(), List.of("search ns.svc.my.domain svc.my.domain. my.domain"));
    assertThat(environment.clusterDomain()).isEqualTo("my.domain");
  }

  @Test
  void watchesAllNamespacesUnlessSomeAreNamed() {
    assertThat(OperatorEnvironment.defaults().watchedNamespaces()).isEmpty();
    assertThat(
            OperatorEnvironment.of(Map.of("WATCH_NAMESPACES", ""), List.of()).watchedNamespaces())
        .isEmpty();
    assertThat(
            OperatorEnvironment.of(Map.of("WATCH_NAMESPACES", "team-b, team-a,team-a"), List.of())
                .watchedNamespaces())
        .containsExactly("kserve", "team-a", "team-b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kserve,", "kserve,Team", "kserve team-a", "kserve,*"})
  void startsWithNoNamespacesThatItCannotWatch(String namespaces) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorEnvironment.of(Map.of("WATCH_NAMESPACES", namespaces), List.of()))
        .withMessageContaining("WATCH_NAMESPACES");
  }

  @Test
  void countsAnUnreadableSwitchAsFalse() {
    Map<String, String> env = Map.of("LLM_INFERENCE_SERVICE_VERSIONED_CONFIG", "yes");
    assertThat(OperatorEnvironment.of(env, List.of()).versionedConfigs()).isFalse();
  }

  private static Settings settings(Map<String, String> data) {
    SettingsResult result = OperatorConfig.parse(OperatorEnvironment.defaults(), data);
    assertThat(result).isInstanceOf(SettingsResult.Valid.class);
    return ((SettingsResult.Valid) result).settings();
  }

  @Test
  void namesTheKeyWhoseTextIsBeyondWhatIsRead() {
    // Given
    Map<String, String> data =
        Map.of(
            "ingress", "{\"a\": ".repeat(100_000),
            "storageInitializer", "{\"" + "k".repeat(2_000) + "\": 1}",
            "credentials", "{\"a\": " + "1".repeat(2_000) + "}");
    // When
    SettingsResult result = OperatorConfig.parse(OperatorEnvironment.defaults(), data);
    // Then
    assertThat(result).isInstanceOf(SettingsResult.Invalid.class);
    assertThat(((SettingsResult.Invalid) result).message())
        .contains("key ingress: Document nesting depth (201) exceeds the maximum allowed (200)")
        .contains("key storageInitializer: Name ", "1024")
        .contains("key credentials: Number value length (2000) exceeds the maximum allowed (1000)")
        .doesNotContain("StreamReadConstraints");
  }
}
