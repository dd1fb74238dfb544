package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names what a replaced list had and the new one has not: flags and names only, never values, for
 * these can be secret.
 */
final class LostElements {
  private static final int MOST = 4;
  private static final Pattern FLAG = Pattern.compile("--|-.(?=$|[=\\s])");
  private static final Pattern NAME = Pattern.compile("[-A-Za-z0-9_./]{1,60}");

  private LostElements() {}

  /** The end of a sentence; empty when nothing but the order is lost. */
  static String text(List<JsonNode> lost) {
    if (lost.isEmpty()) {
      return "";
    }
    List<String> names =
        lost.stream()
            .map(LostElements::name)
            .filter(name -> NAME.matcher(name).matches())
            .distinct()
            .limit(MOST)
            .toList();
    int others = lost.size() - names.size();
    if (names.isEmpty()) {
      return ", which loses " + (others == 1 ? "1 element" : others + " elements");
    }
    String named = ", which loses " + String.join(", ", names);
    return others == 0 ? named : named + " and " + others + " more";
  }

  private static String name(JsonNode element) {
    if (element.isObject()) {
      return element.path("name").asText(element.path("type").asText());
    }
    String text = element.asText();
    return FLAG.matcher(text).lookingAt() ? text.split("[=\\s]", 2)[0] : "";
  }
}
