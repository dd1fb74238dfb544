package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import java.util.concurrent.Executor;

/**
 * A client to which the API server tells the metadata of objects and nothing else: what is in a
 * Secret never comes here. It shares its connections with the client that it is made from, which
 * closes them.
 */
public final class MetadataClient {
  private static final String PARTIAL =
      "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1";
  private static final String LIST = PARTIAL.formatted("List");
  private static final String ONE = PARTIAL.formatted("");

  private MetadataClient() {}

  public static KubernetesClient of(KubernetesClient client, Executor executor) {
    HttpClient.DerivedClientBuilder http = client.getHttpClient().newBuilder();
    return new KubernetesClientImpl(
        http.addOrReplaceInterceptor("metadata", new Accept()).build(),
        client.getConfiguration(),
        () -> executor,
        client.getKubernetesSerialization());
  }

  private static final class Accept implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String query = request.uri().getQuery();
      boolean isWatch = query != null && query.contains("watch=true");
      builder.setHeader("Accept", isWatch ? ONE : LIST);
    }
  }
}
