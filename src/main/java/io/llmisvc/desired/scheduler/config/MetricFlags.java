package io.llmisvc.desired.scheduler.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Flags that once named the model server's metrics; later a plugin's parameters do. */
final class MetricFlags {
  static final String PROTOCOL_METRICS = "model-server-protocol-metrics";
  static final String CORE_METRICS = "core-metrics-extractor";

  private static final Map<String, String> PARAMETERS =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  "total-queued-requests-metric", "queuedRequestsSpec",
                  "total-running-requests-metric", "runningRequestsSpec",
                  "kv-cache-usage-percentage-metric", "kvUsageSpec",
                  "lora-info-metric", "loraSpec",
                  "cache-info-metric", "cacheInfoSpec")));

  private MetricFlags() {}

  static Draft move(Draft draft) {
    Draft.Taken taken = draft.take(PARAMETERS.keySet(), Set.of(), false);
    if (taken.isEmpty()) {
      return draft;
    }
    if (draft.config().isEmpty()) {
      return draft.withError(
          "the flags "
              + Flags.spelled(taken.values().keySet())
              + " can only be turned into parameters of an inline configuration");
    }
    EndpointPickerConfig config = draft.config().get();
    boolean isSaid = config.declares(PROTOCOL_METRICS) || config.declares(CORE_METRICS);
    if (!isSaid) {
      declare(config, taken);
    }
    String what =
        isSaid
            ? "%s: gone, for the plugin that says it is there"
            : "%s: parameters of " + PROTOCOL_METRICS + " say it";
    return taken
        .draft()
        .withChanges(List.of(what.formatted(Flags.spelled(taken.values().keySet()))));
  }

  private static void declare(EndpointPickerConfig config, Draft.Taken taken) {
    ObjectNode plugin = config.appendPlugin(PROTOCOL_METRICS).put("name", PROTOCOL_METRICS);
    ObjectNode engine =
        EndpointPickerConfig.withParameters(plugin)
            .put("engineLabelKey", "inference.networking.k8s.io/engine-type")
            .put("defaultEngine", "vllm")
            .putArray("engineConfigs")
            .addObject()
            .put("name", "vllm");
    PARAMETERS.forEach(
        (flag, parameter) -> taken.value(flag).ifPresent(value -> engine.put(parameter, value)));
  }
}
