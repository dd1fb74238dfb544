package io.llmisvc.composition.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.api.Test;

class PinsTest {
  private static final String NEW_SERVICE = "metadata: {name: a, namespace: b}";
  private static final String OLD_SERVICE =
      """
      metadata: {name: a, namespace: b}
      status:
        annotations:
          serving.kserve.io/config-llm-template: v1-config-llm-template
          serving.kserve.io/config-llm-router-route: v1-config-llm-router-route
          serving.kserve.io/config-llm-tracing: ""
          serving.kserve.io/inference-pool-migrated: v1
      """;

  @Test
  void remembersEveryMemberAtFirstSight() {
    // When
    Pins pins = pins(NEW_SERVICE, true);
    // Then
    assertThat(pins.byKey())
        .hasSize(11)
        .containsEntry("serving.kserve.io/config-llm-template", "v2-config-llm-template")
        .doesNotContainKey("serving.kserve.io/config-llm-worker-pipeline-parallel");
  }

  @Test
  void keepsWhatWasRememberedWhenThePrefixChanges() {
    // When
    Pins pins = pins(OLD_SERVICE, true);
    // Then
    assertThat(pins.nameOf(WellKnown.TEMPLATE)).isEqualTo("v1-config-llm-template");
    assertThat(pins.byKey())
        .containsEntry("serving.kserve.io/config-llm-tracing", "v2-config-llm-tracing")
        .doesNotContainKey("serving.kserve.io/inference-pool-migrated");
  }

  @Test
  void neverUsesTheRememberedRoute() {
    // When
    Pins pins = pins(OLD_SERVICE, true);
    // Then
    assertThat(pins.nameOf(WellKnown.ROUTER_ROUTE)).isEqualTo("v2-config-llm-router-route");
  }

  @Test
  void neitherPinsNorLooksAtPinsWhenSwitchedOff() {
    // When
    Pins pins = pins(OLD_SERVICE, false);
    // Then
    assertThat(pins.nameOf(WellKnown.TEMPLATE)).isEqualTo("v2-config-llm-template");
    assertThat(pins.byKey()).doesNotContainKey("serving.kserve.io/config-llm-scheduler");
  }

  @Test
  void keepsTheVersionOfWhatIsNotRememberedByName() {
    assertThat(pins(OLD_SERVICE, true).nameOf(WellKnown.WORKER_PIPELINE_PARALLEL))
        .isEqualTo("v1-config-llm-worker-pipeline-parallel");
    assertThat(pins(NEW_SERVICE, true).nameOf(WellKnown.WORKER_PIPELINE_PARALLEL))
        .isEqualTo("v2-config-llm-worker-pipeline-parallel");
  }

  private static Pins pins(String service, boolean versioned) {
    Settings defaults = Settings.defaults();
    Settings settings =
        new Settings(
            defaults.systemNamespace(),
            "v2-",
            versioned,
            defaults.clusterDomain(),
            defaults.wildcardHostname(),
            defaults.isNamespaced(),
            defaults.ingress(),
            defaults.storage(),
            defaults.credentials(),
            defaults.expirationAnnotations(),
            defaults.variantMetrics(),
            defaults.security(),
            defaults.holdsMigration(),
            defaults.localModels());
    return new Pins(ServiceMeta.of(Yaml.objects(service).getFirst()), settings);
  }
}
