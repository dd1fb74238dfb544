package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.api.Condition;
import io.llmisvc.cluster.ClientFormat;
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
      Condition ready = world.await(namespace, "llm", "Ready", "Unknown");
      assertThat(ready.reason()).isEqualTo("InternalError");
      assertThat(ready.message()).contains("StackOverflowError");
      // When
      isBroken.set(false);
      // Then
      world.awaitReady(namespace, "llm");
    }
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
      if (isBroken.get()
          && request.method().equals("PATCH")
          && !request.uri().getPath().contains("serving.kserve.io")) {
        throw new StackOverflowError();
      }
    }
  }
}
