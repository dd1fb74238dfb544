package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The number of replicas that the variant autoscaler wants, as what applies it asks for it: under
 * the name of the object that applies it.
 */
final class VariantMetric {
  private static final Set<String> KINDS =
      Set.of("", "TriggerAuthentication", "ClusterTriggerAuthentication");

  private VariantMetric() {}

  /**
   * The spec of a HorizontalPodAutoscaler that follows it. Of an average the wanted number is the
   * metric over it; of a value, by which the present number is multiplied.
   */
  static ObjectNode autoscaler(ObjectNode target, String name) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.set("scaleTargetRef", target);
    ObjectNode external =
        spec.putArray("metrics").addObject().put("type", "External").putObject("external");
    external
        .putObject("metric")
        .put("name", "wva_desired_replicas")
        .putObject("selector")
        .putObject("matchLabels")
        .put("variant_name", name);
    external.putObject("target").put("type", "AverageValue").put("averageValue", "1");
    return spec;
  }

  /** The trigger of a ScaledObject that asks Prometheus for it. */
  static ObjectNode trigger(Settings.VariantMetrics metrics, String name, String namespace) {
    ObjectNode trigger =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "prometheus")
            .put("name", "wva-desired-replicas");
    ObjectNode metadata =
        trigger
            .putObject("metadata")
            .put("serverAddress", metrics.url())
            .put(
                "query",
                "wva_desired_replicas{variant_name=\"%s\",exported_namespace=\"%s\"}"
                    .formatted(name, namespace))
            .put("threshold", "1")
            .put("unsafeSsl", String.valueOf(metrics.tlsInsecureSkipVerify()));
    if (!metrics.authModes().isEmpty()) {
      metadata.put("authModes", metrics.authModes());
    }
    if (!metrics.triggerAuthName().isEmpty()) {
      ObjectNode reference =
          trigger.putObject("authenticationRef").put("name", metrics.triggerAuthName());
      if (!metrics.triggerAuthKind().isEmpty()) {
        reference.put("kind", metrics.triggerAuthKind());
      }
    }
    return trigger;
  }

  /** Why there can be no trigger, by the member that is wrong; nothing when there can. */
  static List<String> problems(Settings.VariantMetrics metrics) {
    List<String> problems = new ArrayList<>();
    String url = metrics.url().toLowerCase(Locale.ROOT);
    if (url.isEmpty()) {
      problems.add("prometheus.url is needed, the address of the Prometheus that KEDA asks");
    } else if (!url.matches("https?://[^/\\s].*")) {
      problems.add(
          "prometheus.url is \"%s\" but must begin with http:// or https://"
              .formatted(metrics.url()));
    }
    if (metrics.authModes().isEmpty() != metrics.triggerAuthName().isEmpty()) {
      problems.add(
          "prometheus.authModes and prometheus.triggerAuthName are needed both or neither");
    }
    if (!KINDS.contains(metrics.triggerAuthKind())) {
      problems.add(
          "prometheus.triggerAuthKind is \"%s\" but must be TriggerAuthentication or"
                  .formatted(metrics.triggerAuthKind())
              + " ClusterTriggerAuthentication");
    }
    return problems;
  }
}
