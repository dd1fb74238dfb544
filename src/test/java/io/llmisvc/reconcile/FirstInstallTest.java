package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator that makes the well-known configs and its ConfigMap; each test has its prefixes. */
class FirstInstallTest {
  private static final int PRESETS = 14;
  private static final Set<String> INSTALLED = Set.of("llminferenceserviceconfigs", "configmaps");
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
    AppliedManifests.apply(WORLD.admin(), Path.of("kubernetes/olm/rbac.yaml"));
  }

  @AfterEach
  void stop() {
    WORLD.stopOperator();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void makesWhatIsMissingByOneRequestEachAndOnceOnly() {
    // Given
    configMap().delete();
    Instant first = Instant.now();
    // When
    startAndAwaitPresets("once-");
    // Then
    WORLD.awaitQuiet();
    assertThat(creations(first)).hasSize(PRESETS + 1).allMatch(entry -> entry.code() == 201);
    ConfigMap made = configMap().get();
    assertThat(made.getData().get("ingress")).contains("kserve/kserve-ingress-gateway");
    assertThat(made.getMetadata().getLabels()).containsEntry(Labels.VERSION, TestOperator.VERSION);
    // When
    WORLD.stopOperator();
    Instant second = Instant.now();
    TestOperator again = startAndAwaitPresets("once-");
    // Then
    Await.until("passes", () -> again.finished().containsAll(names("once-")));
    WORLD.awaitQuiet();
    assertThat(creations(second)).isEmpty();
  }

  @Test
  void leavesWhatSomebodyElseMadeOrChanged() {
    // Given
    WORLD.apply(
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceServiceConfig
        metadata: {name: kept-config-llm-template, namespace: kserve}
        spec: {replicas: 7}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: inferenceservice-config, namespace: kserve}
        data: {migration: '{"holdPods": false}'}
        """);
    Map<String, String> data = configMap().get().getData();
    // When
    startAndAwaitPresets("kept-");
    // Then
    assertThat(
            configs().withName("kept-config-llm-template").get().<Integer>get("spec", "replicas"))
        .isEqualTo(7);
    assertThat(configMap().get().getData()).isEqualTo(data);
  }

  /** A preset of the older version says something else to pods than that of the newer one. */
  @Test
  void changesNoPodOverAnUpgradeAndBack() {
    // Given
    String namespace = WORLD.newNamespace();
    startAndAwaitPresets("old-");
    configs()
        .withName("old-config-llm-template")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"template\": {\"terminationGracePeriodSeconds\": 61}}}");
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    PodTemplateSpec before = WORLD.podTemplate(namespace, "llm");
    assertThat(before.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(61);
    for (String prefix : List.of("new-", "old-")) {
      String later = prefix + "service";
      // When
      WORLD.stopOperator();
      Instant change = Instant.now();
      startAndAwaitPresets(prefix);
      WORLD.apply(namespace, OperatorWorld.routed(later));
      WORLD.awaitReady(namespace, later);
      WORLD.awaitQuiet();
      // Then
      assertThat(WORLD.podTemplate(namespace, "llm")).isEqualTo(before);
      assertThat(WORLD.writesSince(change)).noneMatch(entry -> entry.name().equals("llm-kserve"));
    }
    assertThat(
            WORLD
                .podTemplate(namespace, "new-service")
                .getSpec()
                .getTerminationGracePeriodSeconds())
        .isEqualTo(60);
  }

  private static TestOperator startAndAwaitPresets(String prefix) {
    TestOperator operator =
        WORLD.startElectedOperator(
            OperatorEnvironment.of(
                Map.of(
                    "LLMISVC_INSTALL_PRESETS",
                    "true",
                    "LLM_INFERENCE_SERVICE_CONFIG_PREFIX",
                    prefix),
                List.of()));
    Await.until("all presets are there", () -> names(prefix).size() == PRESETS);
    return operator;
  }

  private static List<AuditEntry> creations(Instant since) {
    return WORLD.writesSince(since).stream()
        .filter(entry -> entry.verb().equals("create") && INSTALLED.contains(entry.resource()))
        .toList();
  }

  private static Resource<ConfigMap> configMap() {
    return WORLD.admin().configMaps().inNamespace("kserve").withName(Settings.OPERATOR_CONFIG_MAP);
  }

  private static List<String> names(String prefix) {
    return configs().list().getItems().stream()
        .map(HasMetadata::getMetadata)
        .map(metadata -> metadata.getName())
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      configs() {
    return WORLD
        .admin()
        .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
        .inNamespace("kserve");
  }
}
