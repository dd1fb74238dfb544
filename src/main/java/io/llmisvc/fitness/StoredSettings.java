package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's ConfigMap. */
public final class StoredSettings {
  private StoredSettings() {}

  /**
   * The settings that a ConfigMap gives, or those that hold without any.
   *
   * @param configMaps none, or that of the operator
   */
  public static SettingsResult of(List<ObjectNode> configMaps, String systemNamespace) {
    Map<String, String> data = new LinkedHashMap<>();
    configMaps.stream()
        .findFirst()
        .ifPresent(
            map ->
                map.path("data")
                    .properties()
                    .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText())));
    return OperatorConfig.parse(
        OperatorEnvironment.of(Map.of("POD_NAMESPACE", systemNamespace), List.of()), data);
  }

  /** Empty when they are not known or not valid. */
  static Optional<Settings> valid(Snapshot snapshot) {
    return snapshot
        .objects(ClusterPart.SETTINGS)
        .map(maps -> of(maps, snapshot.systemNamespace()))
        .filter(SettingsResult.Valid.class::isInstance)
        .map(result -> ((SettingsResult.Valid) result).settings());
  }

  static List<FitnessLine> check(Snapshot snapshot) {
    return snapshot
        .objects(ClusterPart.SETTINGS)
        .map(maps -> check(snapshot, maps))
        .orElse(List.of());
  }

  private static List<FitnessLine> check(Snapshot snapshot, List<ObjectNode> maps) {
    String id =
        new NamespacedName(snapshot.systemNamespace(), Settings.OPERATOR_CONFIG_MAP).toString();
    return switch (of(maps, snapshot.systemNamespace())) {
      case SettingsResult.Valid valid ->
          List.of(maps.isEmpty() ? Outcome.SETTINGS_ABSENT.line(id) : Outcome.SETTINGS_OK.line(id));
      case SettingsResult.Invalid invalid ->
          invalid.problems().stream()
              .map(problem -> Outcome.SETTINGS_INVALID.line(id, problem))
              .toList();
    };
  }
}
