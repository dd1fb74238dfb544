package io.llmisvc.model.naming;

import java.util.List;

/**
 * A list of allowed names. In a pattern {@code *} stands for any text, also for none; everything
 * else stands for itself, in the same case. An empty list allows nothing.
 */
public record NamePatterns(List<String> patterns) {
  public static final NamePatterns ANY = new NamePatterns(List.of("*"));

  public NamePatterns {
    patterns = List.copyOf(patterns);
  }

  public boolean allows(String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  @Override
  public String toString() {
    return patterns.isEmpty() ? "none" : String.join(", ", patterns);
  }

  /** Each piece of text between stars is looked for once, from left to right. */
  private static boolean matches(String pattern, String name) {
    String[] pieces = pattern.split("\\*", -1);
    if (pieces.length == 1) {
      return pattern.equals(name);
    }
    String last = pieces[pieces.length - 1];
    int end = name.length() - last.length();
    if (!name.startsWith(pieces[0]) || !name.endsWith(last)) {
      return false;
    }
    int at = pieces[0].length();
    for (int i = 1; i < pieces.length - 1 && at >= 0; i++) {
      int found = name.indexOf(pieces[i], at);
      at = found < 0 ? -1 : found + pieces[i].length();
    }
    return at >= 0 && at <= end;
  }
}
