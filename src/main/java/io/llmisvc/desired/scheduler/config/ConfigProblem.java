package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.release.Spelling;
import io.llmisvc.desired.release.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a picker will not take of a configuration, or not as it was meant.
 *
 * @param message one line
 */
public record ConfigProblem(String reason, String message) {
  private static final String REFUSED = "PickerConfigRefused";
  private static final String ENDS = "; the picker ends at its start";
  private static final String HANDLER = "-profile-handler";

  /** Names and letters beyond which none is compared with others. */
  private static final int MOST = 200;

  private static final int LONGEST = 60;

  private static final String SINGLE = "single-profile-handler";

  /**
   * All that is wrong with a text: with types that there are and what refers to them as the picker
   * gets it, with the rest as it is written. None when it is no configuration object.
   *
   * @param tokenizer URL of the tokenizer of its own, if there is one
   */
  public static Stream<ConfigProblem> of(String text, Version version, Optional<String> tokenizer) {
    Stream<ConfigProblem> written =
        EndpointPickerConfig.parse(text).stream()
            .flatMap(
                config ->
                    Stream.of(deprecated(config), shape(config), parameters(config))
                        .flatMap(all -> all));
    Stream<ConfigProblem> given =
        Rewriting.config(text, version, tokenizer).stream()
            .flatMap(
                config ->
                    Stream.of(types(config, version), references(config), names(config))
                        .flatMap(all -> all));
    return Stream.concat(written, given).distinct();
  }

  private static Stream<ConfigProblem> deprecated(EndpointPickerConfig config) {
    return types(config)
        .flatMap(type -> PluginParameters.deprecation(type).stream())
        .map(message -> new ConfigProblem("DeprecatedPlugin", message));
  }

  private static Stream<ConfigProblem> types(EndpointPickerConfig config, Version version) {
    return types(config)
        .flatMap(type -> PluginTypes.problem(type, version).stream())
        .map(message -> new ConfigProblem("PickerPluginUnknown", message));
  }

  private static Stream<String> types(EndpointPickerConfig config) {
    return config.plugins().stream()
        .map(EndpointPickerConfig::type)
        .filter(type -> !type.isEmpty())
        .distinct();
  }

  private static Stream<ConfigProblem> shape(EndpointPickerConfig config) {
    List<ConfigProblem> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ObjectNode plugin : config.plugins()) {
      String name = EndpointPickerConfig.name(plugin);
      if (EndpointPickerConfig.type(plugin).isEmpty()) {
        problems.add(refused("the plugin %s has no type".formatted(Changed.shown(name))));
      } else if (!names.add(name)) {
        problems.add(
            refused(
                "two plugins have the name %s; name one otherwise".formatted(Changed.shown(name))));
      }
    }
    List<String> handlers = types(config).filter(type -> type.endsWith(HANDLER)).toList();
    if (handlers.size() > 1) {
      problems.add(
          refused(
              "%s are declared, and only one handler of profiles may be"
                  .formatted(Changed.listed(handlers))));
    }
    int profiles = config.tree().path(EndpointPickerConfig.PROFILES).size();
    if (handlers.equals(List.of(SINGLE)) && profiles > 1) {
      problems.add(refused("%s takes one profile, and there are %d".formatted(SINGLE, profiles)));
    }
    return problems.stream();
  }

  private static Stream<ConfigProblem> references(EndpointPickerConfig config) {
    Set<String> plugins = plugins(config);
    Map<String, String> named = new LinkedHashMap<>();
    config.references(
        (place, ref) ->
            named.put(
                place + "." + EndpointPickerConfig.PLUGIN_REF,
                ref.path(EndpointPickerConfig.PLUGIN_REF).asText()));
    return named.entrySet().stream()
        .flatMap(ref -> unknown(ref.getKey(), ref.getValue(), plugins, "plugin").stream());
  }

  private static Set<String> plugins(EndpointPickerConfig config) {
    return config.plugins().stream().map(EndpointPickerConfig::name).collect(Collectors.toSet());
  }

  private static Stream<ConfigProblem> parameters(EndpointPickerConfig config) {
    return config.plugins().stream().flatMap(ConfigProblem::meant);
  }

  private static Stream<ConfigProblem> names(EndpointPickerConfig config) {
    Map<PluginParameters.Kind, Set<String>> names =
        Map.of(
            PluginParameters.Kind.PLUGIN,
            plugins(config),
            PluginParameters.Kind.PROFILE,
            config
                .tree()
                .path(EndpointPickerConfig.PROFILES)
                .valueStream()
                .map(profile -> profile.path("name").asText())
                .collect(Collectors.toSet()));
    return config.plugins().stream().flatMap(plugin -> named(plugin, names));
  }

  private static Stream<ConfigProblem> meant(ObjectNode plugin) {
    String type = EndpointPickerConfig.type(plugin);
    return EndpointPickerConfig.parameters(plugin).stream()
        .flatMap(ObjectNode::propertyStream)
        .flatMap(
            parameter ->
                PluginParameters.meant(type, parameter.getKey()).stream()
                    .map(
                        near ->
                            new ConfigProblem(
                                "PickerParameterUnknown",
                                "%s has no parameter %s; did you mean %s?"
                                    .formatted(type, Changed.shown(parameter.getKey()), near))));
  }

  private static Stream<ConfigProblem> named(
      ObjectNode plugin, Map<PluginParameters.Kind, Set<String>> names) {
    String type = EndpointPickerConfig.type(plugin);
    return new TreeMap<>(PluginParameters.references(type))
        .entrySet().stream()
            .flatMap(
                parameter -> {
                  String pointer = "/parameters/" + parameter.getKey().replace('.', '/');
                  JsonNode value = plugin.at(pointer);
                  return unknown(
                      "parameter %s of %s".formatted(parameter.getKey(), type),
                      value.asText(),
                      names.getOrDefault(parameter.getValue(), Set.of()),
                      parameter.getValue().name().toLowerCase(Locale.ROOT))
                      .stream();
                });
  }

  /** A name that nothing has, unless it is empty or one that the picker itself declares. */
  private static Optional<ConfigProblem> unknown(
      String place, String name, Set<String> names, String what) {
    if (name.isEmpty() || names.contains(name) || PluginParameters.isDeclaredByPicker(name)) {
      return Optional.empty();
    }
    String wayOut =
        meant(name, names)
            .map("did you mean %s?"::formatted)
            .orElseGet(() -> "declare it, or name one of " + Changed.listed(new TreeSet<>(names)));
    return Optional.of(
        new ConfigProblem(
            "PickerReferenceUnknown",
            "%s is %s, and there is no such %s; %s"
                .formatted(place, Changed.shown(name), what, wayOut)));
  }

  private static Optional<String> meant(String name, Set<String> names) {
    return names.size() > MOST || name.length() > LONGEST
        ? Optional.empty()
        : Spelling.nearest(name, names.stream());
  }

  private static ConfigProblem refused(String what) {
    return new ConfigProblem(REFUSED, what + ENDS);
  }
}
