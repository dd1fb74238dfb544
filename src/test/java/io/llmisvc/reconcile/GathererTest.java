package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.Environment;
import io.llmisvc.model.Finding;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.Subject;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plan is acted upon when planning again would give the same. */
@WithControlPlane
class GathererTest {
  private static final KubernetesSerialization FORMAT = ClientFormat.serialization();

  private final Runtime runtime;
  private final StoredService service;

  GathererTest(KubernetesClient admin, TestNamespace namespace) {
    this.runtime =
        Wiring.runtime(new ClusterAccess(admin), Environment.defaults(), Clock.systemUTC());
    this.service = service(namespace.name());
  }

  @AfterEach
  void close() {
    runtime.cluster().close();
  }

  @Test
  void actsOnAPlanThatAsksForNothingNew() {
    // When
    Plan plan = plan(new Configs(() -> 0));
    // Then
    assertThat(plan.errors(Subject.COMPOSITION)).isEmpty();
    assertThat(plan.references()).isNotEmpty();
  }

  @Test
  void actsOnNoPlanThatAsksForSomethingNewEachTime() {
    // Given
    AtomicInteger edits = new AtomicInteger();
    // When
    Plan plan = plan(new Configs(edits::incrementAndGet));
    // Then
    assertThat(plan.children()).isEmpty();
    assertThat(plan.absent()).isEmpty();
    assertThat(plan.errors(Subject.COMPOSITION))
        .extracting(Finding::reason)
        .containsExactly("PlanNotSettled");
  }

  private Plan plan(Configs configs) {
    ObjectNode tree = service.tree();
    Settings settings = Settings.defaults();
    return new Gatherer(runtime, new ConfigStore(configs, runtime.planner()))
        .gather(service.id(), tree, runtime.planner().configNames(tree, settings), settings);
  }

  /**
   * Has a config of every name.
   *
   * @param edits how often somebody has edited them, each time to another account
   */
  private record Configs(IntSupplier edits) implements Cache<StoredConfig> {
    @Override
    public Optional<StoredConfig> get(ResourceID id) {
      int edit = edits.getAsInt();
      StoredConfig config =
          FORMAT.unmarshal(
              """
              spec: {template: {serviceAccountName: account-%d, containers: [{name: main, image: "i:1"}]}}
              """
                  .formatted(edit),
              StoredConfig.class);
      config.setMetadata(
          new ObjectMetaBuilder()
              .withNamespace(id.getNamespace().orElseThrow())
              .withName(id.getName())
              .withResourceVersion(String.valueOf(edit))
              .build());
      return Optional.of(config);
    }

    @Override
    public Stream<ResourceID> keys() {
      return Stream.empty();
    }

    @Override
    public Stream<StoredConfig> list(Predicate<StoredConfig> predicate) {
      return Stream.empty();
    }
  }

  private static StoredService service(String namespace) {
    return FORMAT.unmarshal(
        """
        metadata: {namespace: %s, name: llm, uid: uid-1, generation: 1}
        spec: {model: {uri: "s3://bucket/m", name: m}}
        """
            .formatted(namespace),
        StoredService.class);
  }
}
