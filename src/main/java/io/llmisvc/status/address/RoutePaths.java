package io.llmisvc.status.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The paths worth telling of a route: at most one by which the service is reached, one by which the
 * model's publisher is, and one for requests that name the model in a header.
 */
public final class RoutePaths {
  private static final Comparator<String> SHORTEST =
      Comparator.<String>comparingLong(path -> path.chars().filter(c -> c == '/').count())
          .thenComparingInt(String::length);

  /** What a match is for; one path is told for each. */
  private enum Use {
    PUBLISHER,
    PLAIN,
    MODEL_ROUTING
  }

  /**
   * @param open whether a Service answers, and so every path below
   */
  private record Path(String text, boolean open) {}

  private final String header;
  private final Map<Use, List<Path>> paths = new EnumMap<>(Use.class);

  private RoutePaths(String header) {
    this.header = header;
  }

  /** Shortest first; {@code /} when the route matches no path at all. */
  public static List<String> of(Route route, String header) {
    RoutePaths paths = new RoutePaths(header);
    route.object().at("/spec/rules").forEach(paths::collect);
    List<String> told =
        paths.paths.values().stream().map(RoutePaths::pick).distinct().sorted(SHORTEST).toList();
    return told.isEmpty() ? List.of("/") : told;
  }

  private void collect(JsonNode rule) {
    boolean open = elements(rule.path("backendRefs")).anyMatch(RoutePaths::isService);
    List<JsonNode> matches = elements(rule.path("matches")).toList();
    // The API server reads a rule without matches as one that matches every path.
    for (JsonNode match : matches.isEmpty() ? List.of(MissingNode.getInstance()) : matches) {
      String text = match.at("/path/value").asText("/");
      use(match, text)
          .ifPresent(
              use ->
                  paths
                      .computeIfAbsent(use, unused -> new ArrayList<>())
                      .add(new Path(text, open)));
    }
  }

  private Optional<Use> use(JsonNode match, String path) {
    List<JsonNode> headers = elements(match.path("headers")).toList();
    if (headers.isEmpty()) {
      return Optional.of(path.startsWith("/publishers/") ? Use.PUBLISHER : Use.PLAIN);
    }
    return headers.stream().anyMatch(node -> node.path("name").asText().equals(header))
        ? Optional.of(Use.MODEL_ROUTING)
        : Optional.empty();
  }

  private static String pick(List<Path> paths) {
    boolean open = paths.stream().anyMatch(Path::open);
    return paths.stream()
        .filter(path -> path.open() || !open)
        .map(Path::text)
        .min(SHORTEST)
        .orElse("/");
  }

  private static boolean isService(JsonNode backend) {
    return backend.path("kind").asText(Kind.SERVICE.kind()).equals(Kind.SERVICE.kind());
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
