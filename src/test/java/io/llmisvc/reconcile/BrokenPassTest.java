package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.api.status.Condition;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.testing.Await;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A pass that meets an error, not an exception: it is told, and the service is not forgotten. */
class BrokenPassTest {
  private final AtomicBoolean isBroken = new AtomicBoolean(true);

  @Test
  void isToldAndTriedAgain() {
    try (OperatorWorld world = OperatorWorld.bare()) {
      // Given
      world.installOtherProjects();
      world.startOperator(overflowing(world));
      String namespace = world.newNamespace();
      // When
      world.apply(namespace, OperatorWorld.routed("llm"));
      // Then
      Await.until("it is told", () -> ready(world, namespace).equals("InternalError"));
      Condition ready = world.condition(namespace, "llm", "Ready").orElseThrow();
      assertThat(ready.status()).isEqualTo("Unknown");
      assertThat(ready.message()).contains("StackOverflowError");
      // When
      isBroken.set(false);
      // Then
      world.awaitReady(namespace, "llm");
    }
  }

  /** The reason; no generation was observed by a pass that broke. */
  private static String ready(OperatorWorld world, String namespace) {
    return world.condition(namespace, "llm", "Ready").map(Condition::reason).orElse("");
  }

  /** A client in which writes of children need more stack than there is. */
  private KubernetesClient overflowing(OperatorWorld world) {
    return new KubernetesClientBuilder()
        .withConfig(world.operatorConfig())
        .withKubernetesSerialization(ClientFormat.serialization())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("overflow", new Overflow(isBroken)))
        .build();
  }

  private record Overflow(AtomicBoolean isBroken) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (isBroken.get() && ChildWrites.isOne(request)) {
        throw new StackOverflowError();
      }
    }
  }
}
