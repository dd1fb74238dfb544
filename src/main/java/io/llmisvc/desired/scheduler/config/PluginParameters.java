package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.release.ReleaseTable;
import io.llmisvc.desired.release.Spelling;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of plugins beyond their names: their parameters, which of these name other plugins
 * or profiles, and what does the work of types that are on their way out.
 */
final class PluginParameters {
  private static final ObjectNode TABLE = ReleaseTable.tree(PluginTypes.RESOURCE);
  private static final Map<String, Map<String, Kind>> KNOWN = known();
  private static final Set<String> OWN =
      TABLE.path("own").valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableSet());

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
    return Optional.of(TABLE.path("deprecated").path(type))
        .filter(JsonNode::isObject)
        .map(
            row ->
                "%s is deprecated as of picker %s; declare %s instead"
                    .formatted(type, row.path("since").asText(), row.path("instead").asText()));
  }

  private static Map<String, Map<String, Kind>> known() {
    return TABLE
        .path("parameters")
        .propertyStream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, row -> kinds(row.getValue().propertyStream())));
  }

  private static Map<String, Kind> kinds(Stream<Map.Entry<String, JsonNode>> parameters) {
    return parameters.collect(
        Collectors.toUnmodifiableMap(
            Map.Entry::getKey,
            parameter -> Kind.valueOf(parameter.getValue().asText().toUpperCase(Locale.ROOT))));
  }
}
