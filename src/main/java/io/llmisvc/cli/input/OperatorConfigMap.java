package io.llmisvc.cli.input;

import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the operator ConfigMap among the objects. The environment of this process says nothing
 * here: the same files give the same answer everywhere.
 */
final class OperatorConfigMap {
  private OperatorConfigMap() {}

  static Settings settings(List<Document> objects, String systemNamespace, Problems problems) {
    OperatorEnvironment environment = environment(systemNamespace);
    Optional<Document> found = find(objects, systemNamespace);
    SettingsResult result =
        OperatorConfig.parse(environment, found.map(OperatorConfigMap::data).orElse(Map.of()));
    return switch (result) {
      case SettingsResult.Valid valid -> valid.settings();
      case SettingsResult.Invalid invalid -> {
        found.ifPresent(
            map ->
                invalid
                    .problems()
                    .forEach(
                        problem ->
                            problems.add(map.place(), "ConfigMap " + map.id() + ": " + problem)));
        yield Settings.defaults();
      }
    };
  }

  private static OperatorEnvironment environment(String systemNamespace) {
    return OperatorEnvironment.of(Map.of("POD_NAMESPACE", systemNamespace), List.of());
  }

  private static Optional<Document> find(List<Document> objects, String systemNamespace) {
    NamespacedName id = new NamespacedName(systemNamespace, Settings.OPERATOR_CONFIG_MAP);
    return objects.stream()
        .filter(object -> KnownKinds.fact(object).equals(Optional.of(Kind.CONFIG_MAP)))
        .filter(object -> object.id().equals(id))
        .findFirst();
  }

  private static Map<String, String> data(Document map) {
    Map<String, String> data = new LinkedHashMap<>();
    map.tree()
        .path("data")
        .properties()
        .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
    return data;
  }
}
