package io.llmisvc.dev;

import io.llmisvc.testing.Prometheus;
import io.llmisvc.testing.PrometheusRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A Prometheus that scrapes an operator often, as the ServiceMonitor has it, and judges it by the
 * alerts that are shipped.
 */
public final class Monitor {
  private Monitor() {}

  /**
   * @param directory where its files are
   * @param operator where the operator serves its metrics
   */
  public static Prometheus start(Path directory, URI operator) {
    return start(directory, operator, PrometheusRules::write);
  }

  /**
   * The same, with alerts that fire as soon as what they are about is there.
   *
   * @param directory where its files are
   * @param operator where the operator serves its metrics
   */
  static Prometheus startImpatient(Path directory, URI operator) {
    return start(directory, operator, PrometheusRules::writeImpatient);
  }

  private static Prometheus start(Path directory, URI operator, Consumer<Path> rules) {
    try {
      Path own = Files.createDirectories(directory.resolve("prometheus"));
      rules.accept(own.resolve("rules.yml"));
      return Prometheus.start(
          own,
          """
          global: {scrape_interval: 2s, evaluation_interval: 2s}
          rule_files: [rules.yml]
          scrape_configs:
          - job_name: llmisvc-controller-manager-metrics
            honor_labels: true
            metrics_path: %s
            static_configs: [{targets: ["%s"], labels: {namespace: kserve}}]
          """
              .formatted(operator.getPath(), operator.getAuthority()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
