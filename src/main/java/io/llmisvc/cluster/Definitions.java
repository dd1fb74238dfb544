package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * CustomResourceDefinitions without their schemas, which may have megabytes: of one that is watched
 * only the metadata comes.
 */
final class Definitions implements AutoCloseable {
  static final ResourceDefinitionContext CONTEXT =
      new ResourceDefinitionContext.Builder()
          .withGroup("apiextensions.k8s.io")
          .withVersion("v1")
          .withKind("CustomResourceDefinition")
          .withPlural("customresourcedefinitions")
          .withNamespaced(false)
          .build();

  private static final String PATH =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?fieldSelector=";
  private static final ObjectMapper JSON =
      new ObjectMapper(JsonFactory.builder().streamReadConstraints(RawJson.AS_STORED).build());
  private static final long IDLE_SECONDS = 10;

  private final KubernetesClient client;
  private final ScheduledExecutorService thread = thread();
  private @Nullable KubernetesClient metadata;

  Definitions(KubernetesClient client) {
    this.client = client;
  }

  /** It is there while there is something to read; ended, it forgets what comes. */
  private static ScheduledExecutorService thread() {
    ScheduledThreadPoolExecutor thread =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("llmisvc-definitions").unstarted(task));
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  /** Runs what reads, one after the other. */
  ScheduledExecutorService reads() {
    return thread;
  }

  /**
   * @param name {@code PLURAL.GROUP}
   */
  Watch watch(String name, Watch.Listener listener) {
    return Watch.start(
        metadata().genericKubernetesResources(CONTEXT).withField("metadata.name", name), listener);
  }

  private synchronized KubernetesClient metadata() {
    if (metadata == null) {
      metadata = MetadataClient.of(client, thread);
    }
    return metadata;
  }

  /**
   * As a list, for which the right to watch comes with the right to list, and not to get.
   *
   * @param name {@code PLURAL.GROUP}
   * @throws KubernetesClientException when the API server does not answer, or refuses
   */
  Optional<ObjectNode> read(String name) {
    String selector = URLEncoder.encode("metadata.name=" + name, StandardCharsets.UTF_8);
    String answer = client.raw(PATH + selector);
    return answer == null ? Optional.empty() : first(answer);
  }

  private static Optional<ObjectNode> first(String list) {
    try (JsonParser parser =
        new FilteringParserDelegate(
            JSON.createParser(list), new WithoutSchemas(), Inclusion.INCLUDE_ALL_AND_PATH, true)) {
      JsonNode answer = JSON.readValue(parser, JsonNode.class);
      return answer.path("items").path(0) instanceof ObjectNode definition
          ? Optional.of(definition)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the API server answers in JSON", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Skips them before anything is made of them. */
  private static final class WithoutSchemas extends TokenFilter {
    @Override
    public @Nullable TokenFilter includeProperty(String name) {
      return switch (name) {
        case "schema", "managedFields" -> null;
        default -> this;
      };
    }

    @Override
    protected boolean _includeScalar() {
      return true;
    }
  }
}
