package io.llmisvc.config;

import io.llmisvc.model.Settings;
import java.util.List;

/** Settings, or what is wrong with the operator ConfigMap. */
public sealed interface SettingsResult {

  record Valid(Settings settings) implements SettingsResult {}

  /**
   * @param problems one sentence each, naming the key, the member and the reason
   */
  record Invalid(List<String> problems) implements SettingsResult {
    public Invalid {
      problems = List.copyOf(problems);
    }

    /** All problems in one line. */
    public String message() {
      return String.join("; ", problems);
    }
  }
}
