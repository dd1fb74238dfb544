package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/**
 * How the handler of disaggregated profiles names the plugin that decides whether a request is
 * prefilled apart. Older texts gave it a threshold, in characters, or one plugin's name.
 */
final class Deciders {
  static final String HANDLER = "disagg-profile-handler";
  static final String ALWAYS = "always-disagg-pd-decider";
  static final String PREFIX_BASED = "prefix-based-pd-decider";

  private static final String DECIDERS = "deciders";
  private static final String DECIDER_NAME = "deciderPluginName";
  private static final String THRESHOLD = "threshold";
  private static final int CHARACTERS_PER_TOKEN = 4;

  private Deciders() {}

  static void decide(ObjectNode handler, String decider) {
    EndpointPickerConfig.withParameters(handler).putObject(DECIDERS).put("prefill", decider);
  }

  /** Gives every handler that has none its deciders. */
  static void modernise(EndpointPickerConfig config) {
    config.plugins(HANDLER).stream()
        .filter(handler -> EndpointPickerConfig.parameters(handler).isPresent())
        .filter(handler -> !EndpointPickerConfig.withParameters(handler).has(DECIDERS))
        .forEach(handler -> modernise(config, handler));
  }

  private static void modernise(EndpointPickerConfig config, ObjectNode handler) {
    ObjectNode parameters = EndpointPickerConfig.withParameters(handler);
    String named = parameters.path(DECIDER_NAME).asText();
    if (!named.isEmpty()) {
      decide(handler, named);
      parameters.remove(DECIDER_NAME);
      parameters.remove(THRESHOLD);
      return;
    }
    number(parameters.path(THRESHOLD))
        .ifPresent(
            threshold -> {
              decide(handler, decider(config, threshold));
              parameters.remove(THRESHOLD);
            });
  }

  /** The name of the plugin that does what the threshold did; declared now when it was not. */
  private static String decider(EndpointPickerConfig config, double threshold) {
    String type = threshold == 0 ? ALWAYS : PREFIX_BASED;
    if (config.declares(type)) {
      return EndpointPickerConfig.name(config.plugins(type).getFirst());
    }
    ObjectNode plugin = config.insertPlugin(config.plugins(HANDLER).getFirst(), type);
    if (threshold != 0) {
      int tokens = (int) Math.max(1, Math.ceil(threshold / CHARACTERS_PER_TOKEN));
      EndpointPickerConfig.withParameters(plugin).put("nonCachedTokens", tokens);
    }
    return type;
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
