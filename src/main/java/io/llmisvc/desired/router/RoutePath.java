package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of one match of a route. The operator serves a service at {@code /<namespace>/<name>}
 * and its models at {@code /publishers/<namespace>/models/<model>}, so such a path tells a
 * namespace.
 *
 * @param type as the Gateway API has it
 * @param segments what stands between slashes, but for what is empty
 */
record RoutePath(String type, String value, List<String> segments) {
  private static final String PUBLISHERS = "publishers";
  private static final String MODELS = "models";

  /** Where the name of a model begins. */
  private static final int MODEL = 3;

  /** First segment of the paths that all models share; what tells them apart is the header. */
  private static final String SHARED = "v1";

  private static final String REGULAR_EXPRESSION = "RegularExpression";
  private static final String SPECIAL = "%\\;?#";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][-a-z0-9]{0,62}");

  RoutePath(String type, String value) {
    this(type, value, segments(value));
  }

  /** A match without a path takes every path. */
  static RoutePath of(JsonNode match) {
    JsonNode path = match.path("path");
    return new RoutePath(path.path("type").asText("PathPrefix"), path.path("value").asText("/"));
  }

  /** Whether it surely leads only to paths of this namespace, by whatever Gateway. */
  boolean isOf(String namespace) {
    return isPlain() && namespace.equals(namespace(segments));
  }

  /** Whether it leads to what is shared, as long as a header picks a model. */
  boolean isShared() {
    return isPlain() && (segments.isEmpty() || segments.getFirst().equals(SHARED));
  }

  /**
   * The path of a service below which it surely is, or all of it when it is below that of a model;
   * empty when it is below none.
   */
  String home() {
    if (!isPlain() || segments.size() < 2 || segments.getFirst().equals(SHARED)) {
      return "";
    }
    if (!segments.getFirst().equals(PUBLISHERS)) {
      return "/" + segments.get(0) + "/" + segments.get(1);
    }
    return segments.size() > MODEL && segments.get(2).equals(MODELS)
        ? "/" + String.join("/", segments)
        : "";
  }

  /** The other namespace that it seems to lead to, for a Gateway that forgives most. */
  Optional<String> otherThan(String namespace) {
    if (isOf(namespace) || isShared()) {
      return Optional.empty();
    }
    if (type.equals(REGULAR_EXPRESSION)) {
      return startsWith(namespace) ? Optional.empty() : Optional.of("any namespace");
    }
    List<String> meant = segments(lenient(value));
    return meant.size() < 2 || !LABEL.matcher(namespace(meant)).matches()
        ? Optional.empty()
        : Optional.of(namespace(meant)).filter(other -> !other.equals(namespace));
  }

  @Override
  public String toString() {
    return type + " " + value;
  }

  /** Means the same to every Gateway: nothing to decode, to collapse or to expand. */
  private boolean isPlain() {
    return !type.equals(REGULAR_EXPRESSION)
        && value.startsWith("/")
        && !value.contains("//")
        && !hasSpecial(value)
        && !segments.contains(".")
        && !segments.contains("..");
  }

  private static boolean hasSpecial(String path) {
    for (int at = 0; at < path.length(); at++) {
      if (SPECIAL.indexOf(path.charAt(at)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Alternatives could lead anywhere. */
  private boolean startsWith(String namespace) {
    String own = value.startsWith("^") ? value.substring(1) : value;
    return value.indexOf('|') < 0
        && (own.startsWith("/" + namespace + "/")
            || own.startsWith("/" + PUBLISHERS + "/" + namespace + "/"));
  }

  /** Empty when the path tells none. */
  private static String namespace(List<String> segments) {
    if (segments.isEmpty()) {
      return "";
    }
    if (!segments.getFirst().equals(PUBLISHERS)) {
      return segments.getFirst();
    }
    if (segments.size() < 2) {
      return "";
    }
    boolean isService = segments.size() > 2 && !segments.get(2).equals(MODELS);
    return isService ? PUBLISHERS : segments.get(1);
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    while (start < path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (end > start) {
        segments.add(path.substring(start, end));
      }
      start = end + 1;
    }
    return segments;
  }

  private static String lenient(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : segments(decoded(path).replace('\\', '/').toLowerCase(Locale.ROOT))) {
      String name = segment.substring(0, end(segment));
      if (name.equals("..")) {
        segments.pollLast();
      } else if (!name.equals(".")) {
        segments.addLast(name);
      }
    }
    return "/" + String.join("/", segments);
  }

  private static int end(String segment) {
    int end = segment.indexOf(';');
    return end < 0 ? segment.length() : end;
  }

  private static String decoded(String path) {
    byte[] from = path.getBytes(StandardCharsets.UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    for (int at = 0; at < from.length; at++, length++) {
      int octet = at + 2 < from.length && from[at] == '%' ? octet(from[at + 1], from[at + 2]) : -1;
      to[length] = octet < 0 ? from[at] : (byte) octet;
      at += octet < 0 ? 0 : 2;
    }
    return new String(to, 0, length, StandardCharsets.UTF_8);
  }

  private static int octet(byte high, byte low) {
    int first = Character.digit(high, 16);
    int second = Character.digit(low, 16);
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }
}
