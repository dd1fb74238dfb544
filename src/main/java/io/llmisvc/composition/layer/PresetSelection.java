package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Decides which well-known configs a service gets. It looks at what the service and its configs say
 * together, without the well-known ones.
 */
final class PresetSelection {
  private final SpecTree spec;
  private final Set<String> plugins;

  PresetSelection(ObjectNode spec) {
    this.spec = new SpecTree(spec);
    plugins = this.spec.scheduler().map(EndpointPickerPlugins::of).orElse(Set.of());
  }

  /** Lowest precedence first. */
  List<WellKnown> selected() {
    return Arrays.stream(WellKnown.values()).filter(this::selects).toList();
  }

  private boolean selects(WellKnown config) {
    return switch (config) {
      case SCHEDULER -> hasScheduler() && spec.poolRef().isEmpty();
      case TOKENIZER -> hasScheduler() && hasTokenizer();
      case LATENCY_PREDICTOR -> hasScheduler() && plugins.contains("predicted-latency-producer");
      case ROUTER_ROUTE ->
          spec.has("router", "route") && spec.list("router", "route", "http", "refs").isEmpty();
      case TRACING -> spec.has("tracing");
      case PREFILL_TEMPLATE -> hasPrefill() && !spec.has("prefill", "worker");
      case PREFILL_WORKER_DATA_PARALLEL -> hasPrefill() && isDataParallel("prefill");
      case PREFILL_WORKER_PIPELINE_PARALLEL -> hasPrefill() && isPipelineParallel("prefill");
      case DECODE_TEMPLATE -> hasPrefill() && !spec.has("worker");
      case DECODE_WORKER_DATA_PARALLEL -> hasPrefill() && isDataParallel();
      case DECODE_WORKER_PIPELINE_PARALLEL -> hasPrefill() && isPipelineParallel();
      case TEMPLATE -> !hasPrefill() && !spec.has("worker");
      case WORKER_DATA_PARALLEL -> !hasPrefill() && isDataParallel();
      case WORKER_PIPELINE_PARALLEL -> !hasPrefill() && isPipelineParallel();
    };
  }

  private boolean hasScheduler() {
    return spec.has("router", "scheduler");
  }

  private boolean hasPrefill() {
    return spec.has("prefill");
  }

  private boolean hasTokenizer() {
    return spec.has("router", "scheduler", "tokenizer")
        || plugins.contains("token-producer")
        || plugins.contains("precise-prefix-cache-scorer");
  }

  private boolean isDataParallel(String... workload) {
    JsonNode node = at(workload);
    return node.hasNonNull("worker") && spreadsData(node);
  }

  private boolean isPipelineParallel(String... workload) {
    JsonNode node = at(workload);
    return node.hasNonNull("worker")
        && !spreadsData(node)
        && node.path("parallelism").path("pipeline").asInt() > 0;
  }

  private static boolean spreadsData(JsonNode workload) {
    JsonNode parallelism = workload.path("parallelism");
    return parallelism.path("data").asInt() > 0 || parallelism.path("dataLocal").asInt() > 0;
  }

  private JsonNode at(String... workload) {
    return workload.length == 0 ? spec.root() : spec.root().path(workload[0]);
  }
}
