package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.api.v1alpha2.LLMInferenceServiceConfig;
import io.llmisvc.model.Settings;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who uses a config, whatever becomes of the services that did. */
class ConfigUsersTest {
  private static final String HOLD = "example.com/hold";
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  private final String namespace = WORLD.newNamespace();

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @AfterEach
  void stop() {
    WORLD.stopOperator();
    settings().delete();
  }

  @Test
  void letsAConfigGoThatOnlyAServiceBeingDeletedUsed() {
    // Given
    WORLD.apply(namespace, config("base"));
    WORLD.apply(
        namespace, using("base").replace("name: llm}", "name: llm, finalizers: [" + HOLD + "]}"));
    WORLD.startOperator();
    WORLD.awaitReady(namespace, "llm");
    WORLD.service(namespace, "llm").delete();
    Await.until(
        "only somebody else holds the service",
        () ->
            WORLD
                .service(namespace, "llm")
                .get()
                .getMetadata()
                .getFinalizers()
                .equals(List.of(HOLD)));
    // When
    WORLD.stopOperator();
    WORLD.startOperator();
    WORLD.apply(namespace, config("other"));
    config(namespace, "base").delete();
    // Then
    Await.until("the config is gone", () -> config(namespace, "base").get() == null);
    Await.until("others have a status", () -> inUse(namespace, "other").isPresent());
    WORLD.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().setFinalizers(List.of());
          return service;
        });
  }

  @Test
  void letsAConfigGoWhoseUserWasDeletedByForce() {
    // Given
    WORLD.apply(namespace, config("base"));
    WORLD.apply(namespace, using("base"));
    WORLD.startOperator();
    WORLD.awaitReady(namespace, "llm");
    config(namespace, "base").delete();
    Await.until(
        "the deletion is blocked",
        () ->
            inUse(namespace, "base").filter(c -> "DeletionBlocked".equals(c.reason())).isPresent());
    // When
    WORLD.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().setFinalizers(List.of());
          return service;
        });
    WORLD.service(namespace, "llm").delete();
    Await.until("the service is gone", () -> WORLD.service(namespace, "llm").get() == null);
    // Then
    Await.until("the config is gone", () -> config(namespace, "base").get() == null);
  }

  @Test
  void countsWellKnownConfigsAsUsedByEachServiceThatMayGetThem() {
    // Given
    WORLD.startOperator();
    // When
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    // Then
    for (String unused : List.of("kserve-config-llm-tokenizer", "kserve-config-llm-tracing")) {
      Await.until(
          unused + " is in use",
          () -> inUse("kserve", unused).filter(c -> "True".equals(c.status())).isPresent());
    }
  }

  /** Only valid settings tell which configs are well-known. */
  @Test
  void letsNoWellKnownConfigGoWhileTheSettingsAreInvalid() {
    // Given
    String unnamed = "kserve-config-llm-scheduler-latency-predictor";
    WORLD.startOperator();
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    Await.until("the config has a status", () -> inUse("kserve", unnamed).isPresent());
    WORLD.apply(settings("no JSON"));
    WORLD.apply(namespace, OperatorWorld.routed("other"));
    WORLD.await(namespace, "other", "PresetsCombined", "False");
    // When
    config("kserve", unnamed).delete();
    WORLD.apply(namespace, OperatorWorld.routed("later"));
    WORLD.await(namespace, "later", "PresetsCombined", "False");
    WORLD.apply(settings("{}"));
    WORLD.await(namespace, "later", "PresetsCombined", "True");
    // Then
    Await.until(
        "the deletion is blocked",
        () ->
            inUse("kserve", unnamed).filter(c -> "DeletionBlocked".equals(c.reason())).isPresent());
  }

  @Test
  void writesTheUsersOfAConfigOnceForManyServices() {
    // Given
    int services = 40;
    WORLD.apply(namespace, config("base"));
    WORLD.startOperator();
    Instant before = Instant.now();
    // When
    List<String> names = IntStream.range(0, services).mapToObj(i -> "llm-" + i).toList();
    names.forEach(
        name -> WORLD.apply(namespace, using("base").replace("name: llm}", "name: " + name + "}")));
    Await.until(
        "all are counted",
        () ->
            inUse(namespace, "base")
                .filter(c -> String.valueOf(c.message()).startsWith(services + " "))
                .isPresent());
    Instant after = Instant.now();
    // Then
    List<AuditEntry> writes =
        WORLD.writesSince(before).stream().filter(entry -> entry.name().equals("base")).toList();
    assertThat(writes)
        .hasSizeLessThanOrEqualTo(4 + (int) (after.getEpochSecond() - before.getEpochSecond()));
    names.forEach(name -> WORLD.service(namespace, name).delete());
  }

  private static Resource<LLMInferenceServiceConfig> config(String namespace, String name) {
    return WORLD
        .admin()
        .resources(LLMInferenceServiceConfig.class)
        .inNamespace(namespace)
        .withName(name);
  }

  private static Optional<Condition> inUse(String namespace, String name) {
    LLMInferenceServiceConfigStatus status = config(namespace, name).get().getStatus();
    return status == null
        ? Optional.empty()
        : status.conditions().stream().filter(c -> "ConfigInUse".equals(c.type())).findFirst();
  }

  private static Resource<ConfigMap> settings() {
    return WORLD.admin().configMaps().inNamespace("kserve").withName(Settings.OPERATOR_CONFIG_MAP);
  }

  private static String settings(String ingress) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s, namespace: kserve}
    data: {ingress: '%s'}
    """
        .formatted(Settings.OPERATOR_CONFIG_MAP, ingress);
  }

  private static String config(String name) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceServiceConfig
    metadata: {name: %s}
    spec: {replicas: 1}
    """
        .formatted(name);
  }

  private static String using(String config) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: llm}
    spec:
      model: {uri: "hf://a/b"}
      baseRefs: [{name: %s}]
    """
        .formatted(config);
  }
}
