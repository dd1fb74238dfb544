package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.desired.release.ReleaseTable;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a change of a configuration is told: on one line, whatever the text holds. */
final class Changed {
  /** Nobody reads more at once. */
  private static final int MOST = 5;

  private Changed() {}

  /** A value as JSON, cut when it is long. */
  static String shown(JsonNode value) {
    return shown(value.isTextual() ? value.textValue() : value.toString());
  }

  /** The first line of a text, cut when it is long. */
  static String shown(String text) {
    return ReleaseTable.shown(text.lines().findFirst().orElse(""));
  }

  /** A few of the words, and how many more there are. */
  static String listed(Collection<String> words) {
    Stream<String> first = words.stream().map(Changed::shown).limit(MOST);
    return words.size() <= MOST
        ? first.collect(Collectors.joining(", "))
        : first.collect(Collectors.joining(", ")) + " and %d more".formatted(words.size() - MOST);
  }

  /** One change told for all the places that have it; none when there is no place. */
  static List<String> at(List<String> places, String change) {
    return places.isEmpty() ? List.of() : List.of(change + " (" + listed(places) + ")");
  }
}
