package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plan is acted upon when planning again would give the same. */
@WithControlPlane
class GathererTest {
  private static final KubernetesSerialization FORMAT = ClientFormat.serialization();

  private final OperatorRuntime runtime;
  private final StoredService service;

  GathererTest(KubernetesClient admin, TestNamespace namespace) {
    this.runtime =
        Wiring.runtime(
            new ClusterAccess(admin),
            OperatorEnvironment.defaults(),
            Clock.systemUTC(),
            Meters.unseen(),
            Spans.none());
    this.service = service(namespace.name(), "llm");
  }

  @AfterEach
  void close() {
    runtime.cluster().close();
  }

  @Test
  void actsOnAPlanThatAsksForNothingNew() {
    // When
    Plan plan = plan(new FakeConfigs(() -> 0));
    // Then
    assertThat(plan.errors(Subject.COMPOSITION)).isEmpty();
    assertThat(plan.references()).isNotEmpty();
  }

  @Test
  void actsOnNoPlanThatAsksForSomethingNewEachTime() {
    // Given
    AtomicInteger edits = new AtomicInteger();
    // When
    Plan plan = plan(new FakeConfigs(edits::incrementAndGet));
    // Then
    assertThat(plan.children()).isEmpty();
    assertThat(plan.absent()).isEmpty();
    assertThat(plan.errors(Subject.COMPOSITION))
        .extracting(Finding::reason)
        .containsExactly("PlanNotSettled");
  }

  @Test
  void plansOnceWhenAnotherOfTheNamespaceAskedForTheSame() {
    // Given
    AtomicInteger looks = new AtomicInteger();
    FakeConfigs configs =
        new FakeConfigs(
            () -> {
              looks.incrementAndGet();
              return 0;
            });
    plan(configs);
    int ofTheFirst = looks.getAndSet(0);
    // When
    Plan plan = plan(service(service.id().namespace(), "other"), configs);
    // Then
    assertThat(looks.get()).isEqualTo(ofTheFirst / 2);
    assertThat(plan.unread()).isEmpty();
    assertThat(runtime.cluster().followed(new NamespacedName(service.id().namespace(), "other")))
        .containsAll(plan.references());
  }

  private Plan plan(FakeConfigs configs) {
    return plan(service, configs);
  }

  private Plan plan(StoredService service, FakeConfigs configs) {
    ObjectNode tree = service.tree();
    Settings settings = Settings.defaults();
    return runtime
        .settling()
        .plan(
            service.id(),
            new Gatherer(
                runtime.cluster(),
                new ConfigStore(configs::get, runtime.planner()),
                service.id(),
                tree,
                runtime.planner().configNames(tree, settings),
                settings));
  }

  private static StoredService service(String namespace, String name) {
    return FORMAT.unmarshal(
        """
        metadata: {namespace: %s, name: %s, uid: uid-1, generation: 1}
        spec: {model: {uri: "s3://bucket/m", name: m}}
        """
            .formatted(namespace, name),
        StoredService.class);
  }
}
