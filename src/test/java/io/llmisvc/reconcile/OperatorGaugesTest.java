package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Groups;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Publications;
import io.llmisvc.plan.Settling;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scrape finds of services and configs; the cluster and the cache of configs are faked. */
class OperatorGaugesTest {
  private static final NamespacedName BROKEN = new NamespacedName("ns", "broken");
  private static final NamespacedName SOUND = new NamespacedName("ns", "sound");
  private static final NamespacedName CONFIG = new NamespacedName("ns", "base");
  private static final String OF_ONE_SERVICE = "llmisvc_service_ready{";
  private static final String OF_ONE_CONFIG = "llmisvc_config_users{";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Cluster cluster = mock(Cluster.class);
  private final ConfigEvents configs = mock(ConfigEvents.class);
  private final ConfigUsage usage = new ConfigUsage("kserve");
  private final Telemetry telemetry =
      Telemetry.of(new Meters(registry), Spans.none(), Clock.systemUTC());

  @BeforeEach
  void makeTwoServices() {
    when(cluster.term()).thenReturn(LeaseTerm.endless());
    when(configs.find(CONFIG)).thenReturn(Optional.of(new StoredConfig()));
    for (NamespacedName service : List.of(BROKEN, SOUND)) {
      usage.note(service, new ConfigUsage.Use(Set.of("base", "missing"), Set.of()));
    }
    telemetry.fleet().noteAccident(BROKEN, status("False"));
    telemetry.fleet().noteAccident(SOUND, status("True"));
  }

  @Test
  void countsTheUsersOfConfigsThatExist() {
    // When
    register(Map.of());
    // Then
    assertThat(series())
        .contains("llmisvc_config_users{namespace=\"ns\",name=\"base\",} 2.0")
        .contains("llmisvc_config_failing_users{namespace=\"ns\",name=\"base\",} 1.0")
        .noneMatch(line -> line.contains("missing"));
  }

  @Test
  void saysNothingOfServicesWhileAnotherLeads() {
    // Given
    register(Map.of());
    assertThat(series()).contains("llmisvc_leader 1.0").anyMatch(l -> l.startsWith(OF_ONE_SERVICE));
    // When
    when(cluster.term()).thenReturn(new LeaseTerm());
    // Then
    assertThat(series())
        .contains("llmisvc_leader 0.0", "llmisvc_settings_valid 1.0", "llmisvc_cluster_known 0.0")
        .noneMatch(line -> line.matches("llmisvc_(service|config|finding).*"));
  }

  @Test
  void saysNothingOfSingleObjectsWhenThatIsSwitchedOff() {
    // When
    register(Map.of("LLMISVC_METRICS_PER_OBJECT", "false"));
    // Then
    assertThat(series())
        .contains("llmisvc_services{pattern=\"unknown\",} 2.0")
        .noneMatch(line -> line.startsWith(OF_ONE_SERVICE) || line.startsWith(OF_ONE_CONFIG))
        .noneMatch(line -> line.contains("namespace="));
  }

  private List<String> series() {
    return registry.scrape().lines().toList();
  }

  private void register(Map<String, String> environment) {
    Planner planner = Planner.create();
    OperatorGauges.register(
        new OperatorRuntime(
            cluster,
            planner,
            new OperatorSettings(OperatorEnvironment.of(environment, List.of())),
            mock(ServiceEvents.class),
            configs,
            usage,
            new KnownUsers(() -> Optional.of(Stream.of())),
            new Settling(planner, new Publications(Map::of), Groups.live(Map::of), service -> {}),
            telemetry,
            Clock.systemUTC()));
  }

  private static LLMInferenceServiceStatus status(String composed) {
    return LLMInferenceServiceStatus.NONE.withConditions(
        List.of(
            new Condition(
                "PresetsCombined",
                composed,
                null,
                "CombineBaseError",
                "in the config ns/base",
                null),
            new Condition("Ready", composed, null, "CombineBaseError", "", null)));
  }
}
