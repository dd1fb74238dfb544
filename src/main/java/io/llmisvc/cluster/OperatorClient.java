package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.llmisvc.cluster.lease.BoundedWrites;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.cluster.sending.SendingClient;
import io.llmisvc.cluster.sending.SentAgain;
import io.llmisvc.cluster.sending.SharedConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Makes the operator's clients: that of all passes, whose writes the lease bounds, and another. */
public final class OperatorClient {
  private static final int ELECTION_TIMEOUT_MS = 3_000;
  private static final String LEASE = "lease";
  private static final String REQUESTS = "requests";

  @Produces
  @Singleton
  LeaseTerm term() {
    return new LeaseTerm();
  }

  /** Takes the place of the framework's own. */
  @Produces
  @Singleton
  KubernetesSerialization format() {
    return ClientFormat.serialization();
  }

  /** Takes the place of the framework's own. */
  @Produces
  @ApplicationScoped
  KubernetesClient client(
      KubernetesSerialization serialization,
      Config config,
      LeaseTerm term,
      ApiRequests requests,
      SharedConnections connections) {
    return bounded(
        new KubernetesClientBuilder()
            .withKubernetesSerialization(serialization)
            .withHttpClientFactory(connections),
        config,
        term,
        requests);
  }

  void close(@Disposes KubernetesClient client) {
    client.close();
  }

  /** A client whose writes end with the term. */
  public static KubernetesClient bounded(
      KubernetesClientBuilder builder, Config config, LeaseTerm term, ApiRequests requests) {
    KubernetesClient client =
        builder
            .withConfig(config)
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor(LEASE, new BoundedWrites(term))
                        .addOrReplaceInterceptor(REQUESTS, requests))
            .build();
    return SendingClient.of(
        SendingClient.of(client, CountedLast.ofSeveral(requests)), SentAgain.WHEN_CLOSED);
  }

  /**
   * The same client without the lease, for what every replica may write. It shares its connections
   * with the other one, which closes them.
   */
  public static KubernetesClient unbounded(KubernetesClient client, Executor executor) {
    return new KubernetesClientImpl(
        client.getHttpClient().newBuilder().addOrReplaceInterceptor(LEASE, null).build(),
        client.getConfiguration(),
        () -> executor,
        client.getKubernetesSerialization());
  }

  /** A client for renewals, with connections of its own: it waits for no pass, and not for long. */
  static KubernetesClient ofElection(KubernetesClient client, ApiRequests requests) {
    Config config =
        new ConfigBuilder(client.getConfiguration())
            .withConnectionTimeout(ELECTION_TIMEOUT_MS)
            .withRequestTimeout(ELECTION_TIMEOUT_MS)
            .withRequestRetryBackoffLimit(0)
            .build();
    HttpClient http =
        HttpClientUtils.getHttpClientFactory()
            .newBuilder(config)
            .addOrReplaceInterceptor(REQUESTS, requests)
            .build();
    return new KubernetesClientImpl(
        new SendingClient(http, CountedLast.ofOne(requests)),
        config,
        () -> Runnable::run,
        client.getKubernetesSerialization());
  }
}
