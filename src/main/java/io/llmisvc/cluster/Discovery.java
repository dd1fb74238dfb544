package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.URLUtils;
import io.llmisvc.model.naming.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
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
record Discovery(Function<String, CompletableFuture<Set<String>>> resources) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Discovery of(KubernetesClient client) {
    return new Discovery(apiVersion -> ask(client, apiVersion));
  }

  /** The same, but a version that cannot be asked for looks as if nothing of it were served. */
  Discovery orNothing() {
    return new Discovery(apiVersion -> resources.apply(apiVersion).exceptionally(e -> Set.of()));
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

  /** The client's own way to ask blocks, and knows each property of the answer. */
  private static CompletableFuture<Set<String>> ask(KubernetesClient client, String apiVersion) {
    String url =
        URLUtils.join(client.getConfiguration().getMasterUrl(), path(apiVersion), apiVersion);
    HttpClient http = client.getHttpClient();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .uri(url)
            .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
            .build();
    return http.sendAsync(request, byte[].class).thenApply(Discovery::names);
  }

  private static String path(String apiVersion) {
    return apiVersion.contains("/") ? "apis" : "api";
  }

  private static Set<String> names(HttpResponse<byte[]> response) {
    Set<String> names = new TreeSet<>();
    if (response.code() == HttpURLConnection.HTTP_NOT_FOUND) {
      return names;
    }
    if (!response.isSuccessful()) {
      throw new KubernetesClientException(
          "the API server answers with " + response.code(), response.code(), null);
    }
    try {
      for (JsonNode resource : JSON.readTree(response.body()).path("resources")) {
        names.add(resource.path("name").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the API server answers in JSON", e);
    }
    return names;
  }
}
