package io.llmisvc.reconcile;

import io.llmisvc.config.LogLevels;
import io.llmisvc.config.LogLevels.LogLevel;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The levels of the log, as the operator ConfigMap says them while the operator runs. */
final class Verbosity {
  private static final org.jboss.logging.Logger LOG =
      org.jboss.logging.Logger.getLogger(Verbosity.class);

  private final Map<String, Changed> changed = new HashMap<>();

  private LogLevels current = LogLevels.read(Map.of());

  /**
   * @param before absent when the level of the category above holds
   */
  private record Changed(Logger logger, @Nullable Level before) {
    static Changed of(String category) {
      Logger logger = Logger.getLogger(category);
      return new Changed(logger, logger.getLevel());
    }
  }

  /** Sets what is said and takes back what is said no more. */
  synchronized void update(Map<String, String> data) {
    LogLevels wanted = LogLevels.read(data);
    if (wanted.equals(current)) {
      return;
    }
    current = wanted;
    wanted
        .levels()
        .forEach(
            (category, level) ->
                changed.computeIfAbsent(category, Changed::of).logger().setLevel(level(level)));
    changed
        .values()
        .removeIf(
            category -> {
              if (wanted.levels().containsKey(category.logger().getName())) {
                return false;
              }
              category.logger().setLevel(category.before());
              return true;
            });
    wanted.problems().forEach(problem -> LOG.warnf("no level is changed: %s", problem));
    LOG.infof("levels of the log: %s", wanted.levels());
  }

  private static Level level(LogLevel level) {
    return switch (level) {
      case ERROR -> org.jboss.logmanager.Level.ERROR;
      case WARN -> org.jboss.logmanager.Level.WARN;
      case INFO -> org.jboss.logmanager.Level.INFO;
      case DEBUG -> org.jboss.logmanager.Level.DEBUG;
    };
  }
}
