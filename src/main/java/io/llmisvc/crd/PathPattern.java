package io.llmisvc.crd;

import java.util.regex.Pattern;

/**
 * Paths like {@code spec.template.containers[].env}, where {@code []} stands for the items of a
 * list and <code>{}</code> for the values of a map; {@code *} is any one name, {@code **} any run
 * of names, also an empty one.
 */
final class PathPattern {
  private PathPattern() {}

  static Pattern of(String root, String pattern) {
    StringBuilder regex = new StringBuilder();
    String path = root.isEmpty() || pattern.isEmpty() ? root + pattern : root + "." + pattern;
    for (int i = 0; i < path.length(); i++) {
      if (path.startsWith(".**", i)) {
        regex.append("(?:\\..*)?");
        i += 2;
      } else if (path.startsWith("**.", i)) {
        regex.append("(?:.*\\.)?");
        i += 2;
      } else if (path.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (path.charAt(i) == '*') {
        regex.append("[^.]*");
      } else {
        regex.append(Pattern.quote(path.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
