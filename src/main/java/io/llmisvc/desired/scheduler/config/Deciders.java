package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the handler of disaggregated profiles names the plugin that decides whether a request is
 * prefilled apart. Older texts gave it a threshold, in characters, or one plugin's name.
 */
final class Deciders {
  static final String HANDLER = "disagg-profile-handler";
  static final String OLD_HANDLER = "pd-profile-handler";
  static final String ALWAYS = "always-disagg-pd-decider";
  static final String PREFIX_BASED = "prefix-based-pd-decider";

  private static final String DECIDERS = "deciders";
  private static final String DECIDER_NAME = "deciderPluginName";
  private static final String TOKENS = "nonCachedTokens";
  static final String THRESHOLD = "threshold";
  private static final int CHARACTERS_PER_TOKEN = 4;

  private Deciders() {}

  static void decide(ObjectNode handler, String decider) {
    EndpointPickerConfig.withParameters(handler).putObject(DECIDERS).put("prefill", decider);
  }

  /**
   * Gives every handler that has none its deciders.
   *
   * @return what was changed
   */
  static List<String> modernise(EndpointPickerConfig config) {
    return config.plugins(HANDLER).stream()
        .filter(handler -> EndpointPickerConfig.parameters(handler).isPresent())
        .filter(handler -> !EndpointPickerConfig.withParameters(handler).has(DECIDERS))
        .flatMap(handler -> modernise(config, handler).stream())
        .toList();
  }

  private static Optional<String> modernise(EndpointPickerConfig config, ObjectNode handler) {
    String place = config.place(handler);
    ObjectNode parameters = EndpointPickerConfig.withParameters(handler);
    JsonNode named = parameters.path(DECIDER_NAME);
    JsonNode threshold = parameters.path(THRESHOLD);
    if (!named.asText().isEmpty()) {
      decide(handler, named.asText());
      parameters.remove(DECIDER_NAME);
      parameters.remove(THRESHOLD);
      return Optional.of(told(place, DECIDER_NAME, named, Changed.shown(named)));
    }
    OptionalDouble characters = number(threshold);
    if (characters.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode decider = decider(config, characters.getAsDouble());
    decide(handler, EndpointPickerConfig.name(decider));
    parameters.remove(THRESHOLD);
    JsonNode tokens = decider.path("parameters").path(TOKENS);
    String known = EndpointPickerConfig.name(decider);
    return Optional.of(
        told(
            place,
            THRESHOLD,
            threshold,
            tokens.isMissingNode() ? known : "%s, %s %s".formatted(known, TOKENS, tokens)));
  }

  private static String told(String place, String parameter, JsonNode value, String decider) {
    return "%s.parameters.%s %s is said as deciders.prefill %s"
        .formatted(place, parameter, Changed.shown(value), decider);
  }

  /** The plugin that does what the threshold did; declared now when it was not. */
  private static ObjectNode decider(EndpointPickerConfig config, double threshold) {
    String type = threshold == 0 ? ALWAYS : PREFIX_BASED;
    if (config.declares(type)) {
      return config.plugins(type).getFirst();
    }
    ObjectNode plugin = config.insertPlugin(config.plugins(HANDLER).getFirst(), type);
    if (threshold != 0) {
      int tokens = (int) Math.max(1, Math.ceil(threshold / CHARACTERS_PER_TOKEN));
      EndpointPickerConfig.withParameters(plugin).put(TOKENS, tokens);
    }
    return plugin;
  }

  private static OptionalDouble number(JsonNode node) {
    if (node.isNumber()) {
      return OptionalDouble.of(node.doubleValue());
    }
    try {
      return node.isTextual()
          ? OptionalDouble.of(Double.parseDouble(node.textValue()))
          : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
