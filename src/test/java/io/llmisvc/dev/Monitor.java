package io.llmisvc.dev;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Prometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A Prometheus that scrapes an operator often, as the ServiceMonitor has it, and judges it by the
 * alerts that are shipped.
 */
public final class Monitor {
  private static final Path COMPONENT = Path.of("kubernetes/components/monitoring");

  private Monitor() {}

  /**
   * @param directory where its files are
   * @param operator where the operator serves its metrics
   */
  public static Prometheus start(Path directory, URI operator) {
    try {
      Path own = Files.createDirectories(directory.resolve("prometheus"));
      Files.writeString(own.resolve("rules.json"), rules());
      return Prometheus.start(
          own,
          """
          global: {scrape_interval: 2s, evaluation_interval: 2s}
          rule_files: [rules.json]
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

  /** What the PrometheusRules say, as Prometheus itself reads it. */
  private static String rules() throws IOException {
    ObjectNode rules = JsonNodeFactory.instance.objectNode();
    ArrayNode groups = rules.putArray("groups");
    try (Stream<Path> files = Files.list(COMPONENT)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .flatMap(file -> AppliedManifests.read(file).stream())
          .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
          .forEach(rule -> rule.at("/spec/groups").forEach(groups::add));
    }
    return rules.toString();
  }
}
