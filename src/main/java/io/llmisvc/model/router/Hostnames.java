package io.llmisvc.model.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The host names for which a route answers, as the Gateway API compares them. */
public final class Hostnames {
  private static final String WILDCARD = "*.";

  private Hostnames() {}

  /** What a route says, but for what means any host; sorted. */
  public static List<String> of(JsonNode route) {
    return StreamSupport.stream(route.at("/spec/hostnames").spliterator(), false)
        .map(JsonNode::asText)
        .filter(host -> !host.isEmpty() && !host.equals("*"))
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * Those for which a listener lets a route answer.
   *
   * @param names of the route; none when it answers for any
   * @param listener empty when it answers for any
   * @return empty when both name hosts and none is common, or when neither names any
   */
  public static List<String> common(List<String> names, String listener) {
    if (names.isEmpty()) {
      return listener.isEmpty() ? List.of() : List.of(listener);
    }
    return names.stream().flatMap(name -> narrower(name, listener).stream()).distinct().toList();
  }

  /** Whether a listener lets a route answer at all, by its host names. */
  public static boolean meet(List<String> names, String listener) {
    return names.isEmpty() || listener.isEmpty() || !common(names, listener).isEmpty();
  }

  public static boolean isWildcard(String name) {
    return name.startsWith(WILDCARD);
  }

  private static Optional<String> narrower(String name, String listener) {
    if (listener.isEmpty() || name.equals(listener) || covers(listener, name)) {
      return Optional.of(name);
    }
    return covers(name, listener) ? Optional.of(listener) : Optional.empty();
  }

  /** A wildcard stands for one or more labels. */
  private static boolean covers(String wildcard, String name) {
    return isWildcard(wildcard) && name.endsWith(wildcard.substring(1));
  }
}
