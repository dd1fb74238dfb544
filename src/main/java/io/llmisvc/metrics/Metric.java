package io.llmisvc.metrics;

import java.util.Arrays;
import java.util.List;

/**
 * Every metric of the operator, as Prometheus sees it; {@code docs/metrics.md} is made of this.
 * Values of labels come from fixed sets, or from sets that {@link Bounded} bounds; the names of
 * services and configs are labels only of what {@link #isPerObject} says.
 */
public enum Metric {
  BUILD_INFO(
      Type.GAUGE,
      "llmisvc_build_info",
      "1, with the version and how it runs: native or jvm.",
      "version",
      "runtime"),
  LEADER(
      Type.GAUGE, "llmisvc_leader", "1 while this replica holds the lease and reconciles, else 0."),
  SETTINGS_VALID(
      Type.GAUGE,
      "llmisvc_settings_valid",
      "1 while the operator's ConfigMap can be used, 0 while nothing is reconciled because of it."),
  KNOWN(
      Type.GAUGE,
      "llmisvc_cluster_known",
      "1 once enough of the cluster was listed to act, 0 before."),
  MEMORY_LIMIT(
      Type.GAUGE,
      "llmisvc_memory_limit_bytes",
      "Memory that the container may use; absent without a limit."),
  MEMORY_RESIDENT(
      Type.GAUGE, "llmisvc_memory_resident_bytes", "Memory of the process that is in RAM."),
  MEMORY_HEAP(Type.GAUGE, "llmisvc_memory_heap_used_bytes", "Heap in use."),
  MEMORY_HEAP_MAX(Type.GAUGE, "llmisvc_memory_heap_max_bytes", "Heap at most."),

  SERVICES(
      Type.GAUGE,
      "llmisvc_services",
      "Services by what runs them: deployment, leader-worker-set, prefill-decode, prefill-decode-"
          + "leader-worker-set, stopped, unknown.",
      "pattern"),
  SERVICE_CONDITIONS(
      Type.GAUGE,
      "llmisvc_services_condition",
      "Services by the status and reason of each condition; reason is empty for True.",
      "condition",
      "status",
      "reason"),
  NOT_READY_OLDEST(
      Type.GAUGE,
      "llmisvc_services_not_ready_oldest_timestamp_seconds",
      "Since when the service is not Ready that is so longest, by reason.",
      "reason"),
  SERVICE_READY(
      Type.GAUGE,
      "llmisvc_service_ready",
      "1 while the service is Ready, 0 while it is not or nobody knows; reason is empty for 1.",
      "namespace",
      "name",
      "reason"),
  SERVICE_NOT_READY_SINCE(
      Type.GAUGE,
      "llmisvc_service_not_ready_timestamp_seconds",
      "Since when the service is not Ready; absent while it is.",
      "namespace",
      "name",
      "reason"),
  FINDINGS(
      Type.GAUGE,
      "llmisvc_findings",
      "Findings that the plans of all services have now, by severity and reason.",
      "severity",
      "reason"),
  CHANGE_TO_WRITTEN(
      Buckets.MINUTES,
      "llmisvc_change_to_written_seconds",
      "Time from when a change of a spec was seen until its children were written."),
  CHANGE_TO_READY(
      Buckets.HOURS,
      "llmisvc_change_to_ready_seconds",
      "Time from when a change of a spec was seen until the service was Ready with it."),

  PASSES(
      Buckets.SECONDS,
      "llmisvc_pass_duration_seconds",
      "Passes over services by outcome: settled (ended before it planned), unchanged, changed, failed.",
      "outcome"),
  STAGES(
      Buckets.SECONDS,
      "llmisvc_stage_duration_seconds",
      "Parts of passes: compose (gather and plan until settled), plan (each plan alone), workload, router, status.",
      "stage"),
  PASSES_RUNNING(Type.GAUGE, "llmisvc_passes_running", "Passes that run now."),
  QUEUE_DEPTH(Type.GAUGE, "llmisvc_queue_depth", "Passes that wait for a worker."),
  NAMESPACES_ASIDE(
      Type.GAUGE,
      "llmisvc_namespaces_aside",
      "Namespaces served beside the workers because their passes hang or fail."),
  EXPANSION_BUDGET(
      Buckets.SHARES,
      "llmisvc_expansion_budget_used_ratio",
      "Share of the budget that a template expansion used, 1 being all of it."),

  CHILD_WRITES(
      Type.COUNTER,
      "llmisvc_child_writes_total",
      "Children by what a pass did: created, updated, recreated, deleted, unchanged, postponed, refused.",
      "kind",
      "result"),
  CHILD_FIGHTS(
      Type.COUNTER,
      "llmisvc_child_fights_total",
      "Times that somebody took back what a pass had set.",
      "kind"),

  CONFIG_USERS(
      Type.GAUGE, "llmisvc_config_users", "Services that use a config.", "namespace", "name"),
  CONFIG_FAILING(
      Type.GAUGE,
      "llmisvc_config_failing_users",
      "Services that could not be composed because of this config, which is said to fail; absent while there are none.",
      "namespace",
      "name"),
  CONFIG_FAN_OUT(
      Buckets.COUNTS,
      "llmisvc_config_fan_out_services",
      "Services that a change of a config woke."),

  API_REQUESTS(
      Type.COUNTER,
      "llmisvc_api_requests_total",
      "Requests to the API server by verb, resource and HTTP code; code is 0 when there was no answer.",
      "verb",
      "resource",
      "code"),
  API_REQUEST_DURATION(
      Buckets.SECONDS,
      "llmisvc_api_request_duration_seconds",
      "Requests to the API server other than watches.",
      "verb"),
  API_LAST_ANSWER(
      Type.GAUGE,
      "llmisvc_api_last_answer_timestamp_seconds",
      "When the API server last answered a request with something else than an error of its own."),
  WATCHES(
      Type.GAUGE,
      "llmisvc_watch_synced",
      "1 while what a watch lists is complete and followed, else 0.",
      "resource"),

  CERTIFICATE_NOT_AFTER(
      Type.GAUGE,
      "llmisvc_certificate_not_after_timestamp_seconds",
      "When a certificate ends: webhook, metrics where there are no webhooks, or services for the"
          + " earliest of those in use.",
      "certificate"),
  WEBHOOK_REQUESTS(
      Type.COUNTER,
      "llmisvc_webhook_requests_total",
      "Requests to the webhook server by path and HTTP code.",
      "path",
      "code"),
  WEBHOOK_REVIEWS(
      Type.COUNTER,
      "llmisvc_webhook_reviews_total",
      "Reviews by path and verdict: allowed, warned, patched, refused, converted, failed.",
      "path",
      "verdict"),
  WEBHOOK_DURATION(
      Buckets.SECONDS,
      "llmisvc_webhook_request_duration_seconds",
      "Time from the head of a request to its answer.",
      "path");

  /** Where histograms have their bounds. */
  private enum Buckets {
    SECONDS(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    MINUTES(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
    HOURS(1, 5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200),
    SHARES(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1),
    COUNTS(1, 2, 5, 10, 50, 100, 500, 1000, 5000);

    private final List<Double> bounds;

    Buckets(double... bounds) {
      this.bounds = Arrays.stream(bounds).boxed().toList();
    }
  }

  /** What Prometheus calls the type. */
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final Type type;
  private final List<Double> buckets;
  private final String prometheusName;
  private final String help;
  private final List<String> labels;

  Metric(Type type, String prometheusName, String help, String... labels) {
    this(type, List.of(), prometheusName, help, labels);
  }

  Metric(Buckets buckets, String prometheusName, String help, String... labels) {
    this(Type.HISTOGRAM, buckets.bounds, prometheusName, help, labels);
  }

  Metric(Type type, List<Double> buckets, String prometheusName, String help, String... labels) {
    this.type = type;
    this.buckets = buckets;
    this.prometheusName = prometheusName;
    this.help = help;
    this.labels = List.of(labels);
  }

  public Type type() {
    return type;
  }

  /**
   * With unit and suffix, as in a query; a histogram's has {@code _bucket}, {@code _sum}, {@code
   * _count} added.
   */
  public String prometheusName() {
    return prometheusName;
  }

  /** One or two sentences; the text of {@code # HELP}. */
  public String help() {
    return help;
  }

  /** Upper bounds of a histogram's buckets, in its unit. */
  public List<Double> buckets() {
    return buckets;
  }

  public List<String> labels() {
    return labels;
  }

  /** Whether there is a series for each service or config, which a setting switches off. */
  public boolean isPerObject() {
    return labels.contains("namespace");
  }
}
