package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Settings;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** The newest settings; changed only by the watch of the operator ConfigMap. */
final class OperatorSettings {
  private static final Logger LOG = Logger.getLogger(OperatorSettings.class);

  private final OperatorEnvironment environment;
  private final Verbosity verbosity = new Verbosity();
  private volatile SettingsResult current;

  OperatorSettings(OperatorEnvironment environment) {
    this.environment = environment;
    this.current = OperatorConfig.parse(environment, Map.of());
  }

  SettingsResult current() {
    return current;
  }

  OperatorEnvironment environment() {
    return environment;
  }

  /** What holds when the ConfigMap says nothing. */
  Settings unconfigured() {
    return switch (OperatorConfig.parse(environment, Map.of())) {
      case SettingsResult.Valid valid -> valid.settings();
      case SettingsResult.Invalid invalid ->
          throw new IllegalStateException("nothing cannot be wrong: " + invalid.message());
    };
  }

  String systemNamespace() {
    return environment.systemNamespace();
  }

  /** As the framework wants to have them. */
  Set<String> watchedNamespaces() {
    return environment.watchedNamespaces().isEmpty()
        ? Constants.WATCH_ALL_NAMESPACE_SET
        : Set.copyOf(environment.watchedNamespaces());
  }

  /** Takes new data of the ConfigMap; true when what was parsed from it differs. */
  boolean update(Map<String, String> data) {
    verbosity.update(data);
    SettingsResult parsed = OperatorConfig.parse(environment, data);
    if (parsed.equals(current)) {
      return false;
    }
    current = parsed;
    switch (parsed) {
      case SettingsResult.Valid valid ->
          LOG.infof("operator configuration read: keys=%s", data.keySet());
      case SettingsResult.Invalid invalid ->
          LOG.errorf("operator configuration refused: %s", invalid.message());
    }
    return true;
  }
}
