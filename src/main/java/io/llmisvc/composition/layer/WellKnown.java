package io.llmisvc.composition.layer;

/**
 * The configs that a service gets without naming them, in the order in which they are laid over
 * each other: a later one wins over an earlier one.
 */
public enum WellKnown {
  SCHEDULER("config-llm-scheduler", true),
  TOKENIZER("config-llm-tokenizer", true),
  LATENCY_PREDICTOR("config-llm-scheduler-latency-predictor", true),
  ROUTER_ROUTE("config-llm-router-route", true),
  TRACING("config-llm-tracing", true),
  PREFILL_TEMPLATE("config-llm-prefill-template", true),
  PREFILL_WORKER_DATA_PARALLEL("config-llm-prefill-worker-data-parallel", true),
  PREFILL_WORKER_PIPELINE_PARALLEL("config-llm-prefill-worker-pipeline-parallel", false),
  DECODE_TEMPLATE("config-llm-decode-template", true),
  DECODE_WORKER_DATA_PARALLEL("config-llm-decode-worker-data-parallel", true),
  DECODE_WORKER_PIPELINE_PARALLEL("config-llm-decode-worker-pipeline-parallel", false),
  TEMPLATE("config-llm-template", true),
  WORKER_DATA_PARALLEL("config-llm-worker-data-parallel", true),
  WORKER_PIPELINE_PARALLEL("config-llm-worker-pipeline-parallel", false);

  private final String suffix;
  private final String usualName;
  private final String pin;
  private final boolean member;

  WellKnown(String suffix, boolean member) {
    this.suffix = suffix;
    this.usualName = Presets.DEFAULT_PREFIX + suffix;
    this.pin = "serving.kserve.io/" + suffix;
    this.member = member;
  }

  /** What follows the prefix in the name of the config. */
  public String suffix() {
    return suffix;
  }

  /** The annotation by which a service keeps the name of its config. */
  String pin() {
    return pin;
  }

  /** True for the configs that are pinned, protected and implicitly referenced by every service. */
  public boolean isMember() {
    return member;
  }

  /** The name that people know it by, whatever the prefix is. */
  public String usualName() {
    return usualName;
  }

  /** The name of the config under the given prefix, such as {@code kserve-}. */
  public String name(String prefix) {
    return prefix + suffix;
  }
}
