package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pods of a service that take the labels of another service's pool, as in the sample. */
class PooledPodsTest {
  private static final String OTHER_VENDOR =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: other}
      spec:
        model: {uri: "hf://a/b"}
        replicas: 2
        labels: {app.kubernetes.io/name: pooled, app.kubernetes.io/component: other-vendor}
      """;

  private final OperatorWorld world = OperatorWorld.shared();

  @Test
  void joinThatPoolBesideItsOwn() {
    // Given
    String namespace = world.newNamespace();
    world.apply(namespace, OperatorWorld.routed("pooled"));
    world.awaitReady(namespace, "pooled");

    // When
    world.apply(namespace, OTHER_VENDOR);

    // Then
    world.awaitReady(namespace, "other");
    Map<String, String> pool =
        Trees.of(world.child(Kind.INFERENCE_POOL, namespace, "pooled-inference-pool").get())
            .at("/spec/selector/matchLabels")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    Await.until("three pods in the pool", () -> pods(namespace, pool).size() == 3);
    assertThat(pods(namespace, selector(namespace, "pooled-kserve"))).hasSize(1);
    assertThat(pods(namespace, selector(namespace, "other-kserve"))).hasSize(2);
    world.awaitReady(namespace, "pooled");
  }

  private List<Pod> pods(String namespace, Map<String, String> labels) {
    return world.admin().pods().inNamespace(namespace).withLabels(labels).list().getItems();
  }

  private Map<String, String> selector(String namespace, String deployment) {
    LabelSelector selector =
        world
            .admin()
            .apps()
            .deployments()
            .inNamespace(namespace)
            .withName(deployment)
            .get()
            .getSpec()
            .getSelector();
    return selector.getMatchLabels();
  }
}
