package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.llmisvc.cluster.ClientFormat;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** A client that lets something happen before its first write of a certain object is sent. */
final class Interjection {
  private final Predicate<URI> written;
  private final Runnable happens;
  private final AtomicBoolean isOver = new AtomicBoolean();

  /**
   * @param written of the write
   * @param happens keeps the write waiting until it returns
   */
  Interjection(Predicate<URI> written, Runnable happens) {
    this.written = written;
    this.happens = happens;
  }

  KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(ClientFormat.serialization())
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("interjection", interceptor()))
        .build();
  }

  boolean isOver() {
    return isOver.get();
  }

  private Interceptor interceptor() {
    return new Interceptor() {
      @Override
      public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET")
            && written.test(request.uri())
            && isOver.compareAndSet(false, true)) {
          happens.run();
        }
      }
    };
  }
}
