package io.llmisvc.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.tree.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The key {@code logging} of the operator ConfigMap: a JSON object with the level of each category,
 * such as {@code {"io.llmisvc.cluster": "debug"}}. What is wrong in it changes no level and stops
 * nothing.
 *
 * @param levels by category
 * @param problems a sentence for each entry that says nothing
 */
public record LogLevels(SortedMap<String, LogLevel> levels, List<String> problems) {
  private static final String KEY = "logging";
  private static final JsonMapper JSON = JsonReader.builder().build();

  /** From the fewest lines to the most. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /**
   * @param data the ConfigMap's
   */
  public static LogLevels read(Map<String, String> data) {
    List<String> problems = new ArrayList<>();
    SortedMap<String, LogLevel> levels = new TreeMap<>();
    for (var entry : document(data.getOrDefault(KEY, "{}"), problems).properties()) {
      String text = entry.getValue().asText();
      try {
        levels.put(entry.getKey(), LogLevel.valueOf(text.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        problems.add(
            "key %s: %s is \"%s\" but must be error, warn, info or debug"
                .formatted(KEY, entry.getKey(), text));
      }
    }
    return new LogLevels(levels, problems);
  }

  private static JsonNode document(String text, List<String> problems) {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    problems.add("key %s: must be a JSON object of categories and levels".formatted(KEY));
    return MissingNode.getInstance();
  }
}
