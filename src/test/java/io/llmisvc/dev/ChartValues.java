package io.llmisvc.dev;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file of values offers: a key with something behind it, described by the comment above. */
final class ChartValues {
  private static final Pattern KEY = Pattern.compile("( *)([-A-Za-z]+):( .*)?");
  private static final int INDENT = 2;

  /**
   * @param key the path with dots, as {@code --set} takes it
   * @param standard the default, as JSON
   */
  record Value(String key, String type, String standard, String description) {}

  private ChartValues() {}

  static List<Value> of(Path file) throws IOException {
    JsonNode tree = new YAMLMapper().readTree(file.toFile());
    List<Value> values = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    StringBuilder comment = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith("# ")) {
        comment.append(comment.isEmpty() ? "" : " ").append(line.strip().substring(2));
      } else if (key.matches()) {
        while (path.size() > key.group(1).length() / INDENT) {
          path.removeLast();
        }
        path.addLast(key.group(2));
        if (key.group(3) != null) {
          JsonNode value = tree.at("/" + String.join("/", path));
          values.add(
              new Value(String.join(".", path), type(value), value.toString(), comment.toString()));
        }
        comment.setLength(0);
      } else {
        comment.setLength(0);
      }
    }
    return values;
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "list";
      case NUMBER -> "integer";
      default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
