package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.llmisvc.api.status.Condition;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that are scaled, beside the autoscaler of Kubernetes. */
class AutoscalingTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b", name: a/b}
      """;
  private static final String SCALING =
      """
        scaling:
          maxReplicas: 6
          wva: {hpa: {behavior: {scaleDown: {stabilizationWindowSeconds: 0}}}}
      """;
  private static final String COUNTED = SERVICE + "  replicas: 2\n";
  private static final String SCALED = SERVICE + SCALING;
  private static final String BY_KEDA =
      SERVICE
          + """
            scaling:
              maxReplicas: 3
              keda: {triggers: [{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "2"}}]}
          """;

  private final OperatorWorld world = OperatorWorld.shared();
  private String namespace = "";

  @BeforeEach
  void makeNamespace() {
    namespace = world.newNamespace();
  }

  @Test
  void replicasFollowTheMetricAndLaterPassesLeaveThemAlone() {
    // Given
    world.apply(namespace, SCALED);
    world.awaitReady(namespace, "llm");
    assertThat(world.await(namespace, "llm", "ScalingReady", "True").reason()).isNull();
    // When
    world.metrics().set(namespace, "variant_name=llm-kserve-hpa", 3);
    // Then
    awaitReplicas(3);
    world.awaitReady(namespace, "llm");
    try (Counts counts = Counts.of(deployment())) {
      // When
      world.apply(namespace, SCALED + "  annotations: {example.com/note: changed}\n");
      // Then
      Await.until(
          "the pods are changed",
          () ->
              "changed"
                  .equals(
                      deployment()
                          .get()
                          .getSpec()
                          .getTemplate()
                          .getMetadata()
                          .getAnnotations()
                          .get("example.com/note")));
      world.awaitReady(namespace, "llm");
      assertThat(counts.seen()).containsOnly(3);
    }
  }

  @Test
  void handsTheCountOverAndBackWithoutAJump() {
    // Given
    world.apply(namespace, COUNTED);
    world.awaitReady(namespace, "llm");
    world.metrics().set(namespace, "variant_name=llm-kserve-hpa", 2);
    try (Counts counts = Counts.of(deployment())) {
      // When
      world.apply(namespace, SCALED);
      // Then
      world.await(namespace, "llm", "ScalingReady", "True");
      // When
      world.apply(namespace, COUNTED);
      // Then
      Await.until("nothing scales", () -> !isScaledBy(Kind.HORIZONTAL_POD_AUTOSCALER, "hpa"));
      world.awaitReady(namespace, "llm");
      assertThat(world.condition(namespace, "llm", "ScalingReady")).isEmpty();
      assertThat(counts.seen()).containsOnly(2);
    }
  }

  @Test
  void scalesGroupsAndPrefillOnTheirOwn() {
    // Given
    world.apply(
        namespace,
        SCALED
            + "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n  prefill:\n"
            + SCALING.indent(2));
    world.awaitReady(namespace, "llm");
    // When
    world.metrics().set(namespace, "variant_name=llm-kserve-hpa", 2);
    world.metrics().set(namespace, "variant_name=llm-kserve-prefill-hpa", 3);
    // Then
    Await.until(
        "both have grown",
        () ->
            replicas(Kind.LEADER_WORKER_SET, "llm-kserve-mn") == 2
                && replicas(Kind.DEPLOYMENT, "llm-kserve-prefill") == 3);
    world.awaitReady(namespace, "llm");
  }

  @Test
  void sendsNothingWhileNothingChanges() {
    // Given
    world.apply(namespace, SCALED);
    world.awaitReady(namespace, "llm");
    world.awaitQuiet();
    Instant quiet = Instant.now();
    // When
    world.metrics().set(namespace, "variant_name=llm-kserve-hpa", 3);
    awaitReplicas(3);
    world.awaitReady(namespace, "llm");
    // Then
    assertThat(world.writesSince(quiet))
        .filteredOn(write -> write.namespace().equals(namespace))
        .filteredOn(write -> !write.resource().equals("events"))
        .allMatch(write -> write.resource().equals("llminferenceservices"));
  }

  @Test
  void writesTheOtherKindOfAutoscalerBeforeTheFirstGoes() {
    // Given
    world.apply(namespace, SCALED);
    world.await(namespace, "llm", "ScalingReady", "True");
    Instant before = Instant.now();
    // When
    world.apply(namespace, BY_KEDA);
    // Then
    Condition scaling = world.await(namespace, "llm", "ScalingReady", "False");
    assertThat(scaling.reason()).isEqualTo("ScaledObjectProgressing");
    assertThat(writes(before))
        .containsExactly("create scaledobjects", "delete horizontalpodautoscalers");
    Instant between = Instant.now();
    // When
    world.apply(namespace, SCALED);
    // Then
    world.await(namespace, "llm", "ScalingReady", "True");
    assertThat(writes(between))
        .containsExactly("create horizontalpodautoscalers", "delete scaledobjects");
  }

  private List<String> writes(Instant since) {
    return world.writesSince(since).stream()
        .filter(write -> write.namespace().equals(namespace))
        .filter(write -> write.resource().matches("scaledobjects|horizontalpodautoscalers"))
        .map(write -> write.verb() + " " + write.resource())
        .toList();
  }

  private boolean isScaledBy(Kind kind, String suffix) {
    return world.exists(kind, namespace, "llm-kserve-" + suffix);
  }

  private void awaitReplicas(int count) {
    Await.until(count + " replicas", () -> replicas(Kind.DEPLOYMENT, "llm-kserve") == count);
  }

  private int replicas(Kind kind, String name) {
    return world.child(kind, namespace, name).get().get("spec", "replicas");
  }

  private RollableScalableResource<Deployment> deployment() {
    return world.admin().apps().deployments().inNamespace(namespace).withName("llm-kserve");
  }

  /** Every number of replicas that a Deployment had since it is looked at. */
  private record Counts(List<Integer> seen, Watch watch) implements AutoCloseable {

    static Counts of(RollableScalableResource<Deployment> deployment) {
      List<Integer> seen = new CopyOnWriteArrayList<>();
      Watch watch =
          deployment.watch(
              new Watcher<>() {
                @Override
                public void eventReceived(Action action, Deployment resource) {
                  seen.add(resource.getSpec().getReplicas());
                }

                @Override
                public void onClose(WatcherException cause) {
                  // the end of the test
                }
              });
      return new Counts(seen, watch);
    }

    @Override
    public void close() {
      watch.close();
    }
  }
}
