package io.llmisvc.cli.explanation;

import java.util.regex.Pattern;

/**
 * A subtree that the user asked for: {@code spec.template}, {@code template} and, for an element of
 * a keyed list, {@code containers[name=main]} or {@code containers[main]}.
 */
public record FieldPath(String text) {
  private static final Pattern KEY = Pattern.compile("\\[[A-Za-z]+=");

  public FieldPath {
    text = text.startsWith("/") || text.startsWith(".") ? text.substring(1) : text;
  }

  /** A path from the service or from its spec. */
  public static FieldPath inSpec(String text) {
    String path = new FieldPath(text).text();
    boolean isWhole = path.isEmpty() || path.equals("spec") || path.startsWith("spec.");
    return new FieldPath(isWhole ? path : "spec." + path);
  }

  /** Whether a value's path is this one or below it. */
  public boolean covers(String path) {
    return isHead(text, path) || isHead(text, withoutKeys(path));
  }

  /** Whether a value's path is above this one: the value holds what was asked for. */
  public boolean isWithin(String path) {
    return !text.isEmpty() && (isHead(path, text) || isHead(withoutKeys(path), text));
  }

  /** Whether a value stands at this path, below or above it. */
  public boolean concerns(String path) {
    return covers(path) || isWithin(path);
  }

  private static boolean isHead(String head, String path) {
    if (!path.startsWith(head)) {
      return false;
    }
    return head.isEmpty()
        || path.length() == head.length()
        || path.charAt(head.length()) == '.'
        || path.charAt(head.length()) == '[';
  }

  private static String withoutKeys(String path) {
    return KEY.matcher(path).replaceAll("[");
  }
}
