package io.llmisvc.config;

import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/** Settings, or what is wrong with the operator ConfigMap. */
public sealed interface SettingsResult {

  record Valid(Settings settings) implements SettingsResult {}

  /**
   * @param configMap whose data it is
   * @param problems one sentence each, naming the key, the member and the reason
   */
  record Invalid(NamespacedName configMap, List<String> problems) implements SettingsResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** The ConfigMap and all of its problems in one line. */
    public String message() {
      return "ConfigMap " + configMap + ": " + String.join("; ", problems);
    }
  }
}
