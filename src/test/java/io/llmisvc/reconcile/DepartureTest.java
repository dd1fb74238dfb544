package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.llmisvc.api.ObjectReference;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupMember.Phase;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.plan.Groups;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Publications;
import io.llmisvc.plan.Settling;
import io.llmisvc.testing.SettableClock;
import io.llmisvc.tree.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private static final OperatorEnvironment ENVIRONMENT = OperatorEnvironment.defaults();
  private static final Instant DELETED = Instant.parse("2026-01-01T00:00:00Z");
  private static final NamespacedName BLUE = new NamespacedName("demo", "blue");
  private static final NamespacedName GREEN = new NamespacedName("demo", "green");
  private static final ObjectKey ROUTE =
      new ObjectKey(Kind.HTTP_ROUTE, "demo", "green-kserve-route");

  private final Cluster cluster = mock(Cluster.class);
  private final SettableClock clock = new SettableClock();
  private final List<NamespacedName> woken = new ArrayList<>();

  @BeforeEach
  void hasNoRoutes() {
    when(cluster.child(any())).thenReturn(Optional.empty());
  }

  @Test
  void waitsForTheRouteOfAnotherMember() {
    // Given
    when(cluster.child(ROUTE)).thenReturn(Optional.of(route("blue-inference-pool")));
    // When
    Optional<String> obstacle = depart(Phase.RUNNING);
    // Then
    assertThat(obstacle)
        .contains(
            "the HTTPRoute of LLMInferenceService demo/green, of the same routing group, still"
                + " leads here; waiting for it until 2026-01-01T00:02:00Z");
    assertThat(woken).containsExactly(GREEN);
  }

  @Test
  void waitsNotLongerThanThat() {
    // Given
    when(cluster.child(ROUTE)).thenReturn(Optional.of(route("blue-kserve-workload-svc")));
    clock.advance(Duration.ofMinutes(2));
    // Then
    assertThat(depart(Phase.RUNNING)).isEmpty();
  }

  @Test
  void goesWhenNoRouteLeadsThere() {
    // Given
    when(cluster.child(ROUTE)).thenReturn(Optional.of(route("green-inference-pool")));
    // Then
    assertThat(depart(Phase.RUNNING)).isEmpty();
  }

  @Test
  void doesNotWaitForWhoGoesItself() {
    // Given
    when(cluster.child(ROUTE)).thenReturn(Optional.of(route("blue-inference-pool")));
    // Then
    assertThat(depart(Phase.LEAVING)).isEmpty();
  }

  private Optional<String> depart(Phase sibling) {
    Map<NamespacedName, Membership> members =
        Map.of(BLUE, member(BLUE, Phase.RUNNING), GREEN, member(GREEN, sibling));
    Settling settling =
        new Settling(
            Planner.create(), new Publications(Map::of), Groups.live(() -> members), woken::add);
    OperatorRuntime runtime =
        new OperatorRuntime(
            cluster,
            Planner.create(),
            new OperatorSettings(ENVIRONMENT),
            mock(ServiceEvents.class),
            mock(ConfigEvents.class),
            new ConfigUsage(ENVIRONMENT.systemNamespace()),
            new KnownUsers(() -> Optional.of(Stream.empty())),
            settling,
            Telemetry.of(Meters.unseen(), Spans.none(), clock),
            clock);
    StoredService service = new StoredService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("demo")
            .withName("blue")
            .withDeletionTimestamp(DELETED.toString())
            .build());
    return new Departure(runtime).begin(service, ServiceMeta.of(service.tree()));
  }

  private static Membership member(NamespacedName service, Phase phase) {
    return new Membership(
        "chat",
        new GroupMember(
            service.name(),
            1,
            phase,
            true,
            new ObjectReference("", "Service", service.name(), null),
            Set.of("chat")));
  }

  private static ObjectNode route(String backend) {
    return Yaml.objects("spec: {rules: [{backendRefs: [{name: " + backend + "}]}]}").getFirst();
  }
}
