package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.release.ReleaseTable;
import io.llmisvc.desired.release.Spelling;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of plugins beyond their names: their parameters, which of these name other plugins
 * or profiles, and what does the work of types that are on their way out.
 */
final class PluginParameters {
  private static final Map<String, Map<String, Kind>> KNOWN =
      rows("parameters", row -> kinds(row.propertyStream()));
  private static final Map<String, String> DEPRECATED =
      rows(
          "deprecated",
          row ->
              "is deprecated as of picker %s; declare %s instead"
                  .formatted(row.path("since").asText(), row.path("instead").asText()));
  private static final Set<String> OWN =
      table()
          .path("own")
          .valueStream()
          .map(JsonNode::asText)
          .collect(Collectors.toUnmodifiableSet());

  /** Letters of a name that is compared with others. */
  private static final int LONGEST = 60;

  private PluginParameters() {}

  /** What the value of a parameter is. */
  enum Kind {
    PLUGIN,
    PROFILE,
    VALUE
  }

  /** The parameters of a type that name something, as paths below {@code parameters}. */
  static Map<String, Kind> references(String type) {
    return KNOWN.getOrDefault(type, Map.of()).entrySet().stream()
        .filter(parameter -> parameter.getValue() != Kind.VALUE)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The parameter that was meant by one that is not known, when one is near. */
  static Optional<String> meant(String type, String parameter) {
    Set<String> names =
        KNOWN.getOrDefault(type, Map.of()).keySet().stream()
            .map(path -> path.replaceFirst("\\..*", ""))
            .collect(Collectors.toSet());
    return names.contains(parameter) || parameter.length() > LONGEST
        ? Optional.empty()
        : Spelling.nearest(parameter, names.stream());
  }

  /** Whether a picker declares a type itself, under its own name, when nobody else does. */
  static boolean isDeclaredByPicker(String name) {
    return OWN.contains(name);
  }

  /** What a deprecated type gives way to, and since when, in one sentence. */
  static Optional<String> deprecation(String type) {
    return Optional.ofNullable(DEPRECATED.get(type)).map(why -> type + " " + why);
  }

  private static ObjectNode table() {
    return ReleaseTable.tree(PluginTypes.RESOURCE);
  }

  private static <T> Map<String, T> rows(String member, Function<JsonNode, T> read) {
    return table()
        .path(member)
        .propertyStream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, row -> read.apply(row.getValue())));
  }

  private static Map<String, Kind> kinds(Stream<Map.Entry<String, JsonNode>> parameters) {
    return parameters.collect(
        Collectors.toUnmodifiableMap(
            Map.Entry::getKey,
            parameter -> Kind.valueOf(parameter.getValue().asText().toUpperCase(Locale.ROOT))));
  }
}
