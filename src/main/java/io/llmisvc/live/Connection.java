package io.llmisvc.live;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientBuilder;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.ClientKey;
import io.llmisvc.cluster.sending.SendingClient;
import io.llmisvc.cluster.sending.SentAgain;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the cluster that is meant, and makes a client for it. */
final class Connection {
  private static final int TIMEOUT_MS = 10_000;

  private Connection() {}

  /**
   * @throws UnreadableClusterException when none is configured
   */
  static KubernetesClient open(Target target) {
    ClientKey.announce();
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(config(target))
            .withHttpClientFactory(new OwnThreads())
            .withKubernetesSerialization(ClientFormat.serialization())
            .build();
    return SendingClient.of(client, SentAgain.WHEN_CLOSED);
  }

  /**
   * Connections with threads that end with the client. The library's factory of them is not in the
   * native binary, and the one that Quarkus has instead leaves the threads to Quarkus.
   */
  private static final class OwnThreads implements HttpClient.Factory {
    @Override
    public HttpClient.Builder newBuilder() {
      return new VertxHttpClientBuilder<>(this, null);
    }
  }

  private static Config config(Target target) {
    Config found = found(target.kubeconfig(), target.context());
    requireContext(found, target.context());
    if (found.getCurrentContext() == null && !isInPod()) {
      throw new UnreadableClusterException(
          "no cluster is configured; name files with -f, or set KUBECONFIG or --kubeconfig");
    }
    return new ConfigBuilder(found)
        .withConnectionTimeout(TIMEOUT_MS)
        .withRequestTimeout(TIMEOUT_MS)
        .withRequestRetryBackoffLimit(1)
        .build();
  }

  private static Config found(@Nullable String kubeconfig, @Nullable String context) {
    if (kubeconfig == null) {
      return Config.autoConfigure(context);
    }
    if (!Files.isReadable(Path.of(kubeconfig))) {
      throw new UnreadableClusterException("--kubeconfig: cannot read " + kubeconfig);
    }
    try {
      return Config.fromKubeconfig(context, new File(kubeconfig));
    } catch (KubernetesClientException | IllegalArgumentException e) {
      throw new UnreadableClusterException(
          "--kubeconfig: %s is no kubeconfig: %s".formatted(kubeconfig, e.getMessage()));
    }
  }

  private static void requireContext(Config config, @Nullable String context) {
    List<NamedContext> contexts = Objects.requireNonNullElse(config.getContexts(), List.of());
    if (context != null && contexts.stream().noneMatch(it -> context.equals(it.getName()))) {
      throw new UnreadableClusterException(
          "--context: there is no context %s; there are %s"
              .formatted(
                  context,
                  contexts.stream()
                      .map(NamedContext::getName)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }

  private static boolean isInPod() {
    return Files.exists(Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH));
  }
}
