package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an API server says that it serves; to ask needs no right.
 *
 * @param resources asks for the plural names of what is served in a version ({@code GROUP/VERSION})
 */
record ApiDiscovery(Function<String, CompletableFuture<Set<String>>> resources) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ApiDiscovery of(KubernetesClient client) {
    return new ApiDiscovery(apiVersion -> ask(client, apiVersion));
  }

  /** The same, but a version that cannot be asked for looks as if nothing of it were served. */
  ApiDiscovery orNothing() {
    return new ApiDiscovery(apiVersion -> resources.apply(apiVersion).exceptionally(e -> Set.of()));
  }

  /** Which of these kinds are served; each version is asked for once, and all at the same time. */
  CompletableFuture<Set<Kind>> served(Collection<Kind> kinds) {
    List<CompletableFuture<List<Kind>>> answers = new ArrayList<>();
    kinds.stream()
        .collect(Collectors.groupingBy(Kind::apiVersion))
        .forEach(
            (apiVersion, ofVersion) ->
                answers.add(
                    resources
                        .apply(apiVersion)
                        .thenApply(
                            names ->
                                ofVersion.stream()
                                    .filter(kind -> names.contains(kind.plural()))
                                    .toList())));
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            answered -> {
              Set<Kind> served = EnumSet.noneOf(Kind.class);
              answers.forEach(answer -> served.addAll(answer.join()));
              return served;
            });
  }

  /** The version of the API server; absent when it says none that can be read. */
  static CompletableFuture<Optional<ServerVersion>> version(KubernetesClient client) {
    return get(client, "version")
        .thenApply(
            version ->
                ServerVersion.parse(
                    version.path("major").asText() + "." + version.path("minor").asText()));
  }

  private static CompletableFuture<Set<String>> ask(KubernetesClient client, String apiVersion) {
    String root = apiVersion.contains("/") ? "apis/" : "api/";
    return get(client, root + apiVersion)
        .thenApply(
            answer -> {
              Set<String> names = new TreeSet<>();
              answer.path("resources").forEach(it -> names.add(it.path("name").asText()));
              return names;
            });
  }

  /** The client's own way to ask blocks. What is not there is missing. */
  private static CompletableFuture<JsonNode> get(KubernetesClient client, String path) {
    Config config = client.getConfiguration();
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(URLUtils.join(config.getMasterUrl(), path))
            .timeout(config.getRequestTimeout(), TimeUnit.MILLISECONDS)
            .build();
    return http.sendAsync(request, byte[].class).thenApply(ApiDiscovery::json);
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
      return MissingNode.getInstance();
    }
    if (!response.isSuccessful()) {
      throw new KubernetesClientException(
          "the API server answers with " + response.code(), response.code(), null);
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("the API server answers in JSON", e);
    }
  }
}
