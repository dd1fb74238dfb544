package io.llmisvc.dashboards;

import io.llmisvc.metrics.Metric;
import java.util.List;

/** The operator itself: whether it works, what it does, and what it asks for. */
final class OperatorDashboard {
  private static final String RATE = "rate(%s[$__rate_interval])";

  private OperatorDashboard() {}

  static Dashboard of() {
    return new Dashboard(
        "llmisvc-operator",
        "LLM inference services / operator",
        "The operator: leading, passes, requests to the API server, webhooks, memory.",
        List.of(),
        List.of(state(), passes(), children(), apiServer(), webhooks(), process()));
  }

  private static Row state() {
    return Row.of(
        "State",
        Panel.of(
                Look.NUMBER,
                "Up",
                Unit.COUNT,
                "Replicas that answer. Kubernetes starts those again that do not live.",
                "count(llmisvc_build_info)",
                "replicas")
            .judged(Judgement.ONE_IS_GOOD),
        Panel.of(
                Look.NUMBER,
                "Leading",
                Unit.COUNT,
                "Replicas that hold the lease and reconcile: one.",
                "sum(llmisvc_leader)",
                "leaders")
            .judged(Judgement.ONE_IS_GOOD),
        Panel.of(
                Look.NUMBER,
                "Settings valid",
                Unit.YES_NO,
                "Whether the operator's ConfigMap can be used; nothing is reconciled while it cannot.",
                "min(llmisvc_settings_valid)",
                "valid")
            .judged(Judgement.ONE_IS_GOOD),
        Panel.of(
                Look.NUMBER,
                "Cluster known",
                Unit.YES_NO,
                "Whether enough of the cluster was listed to act.",
                "min(llmisvc_cluster_known)",
                "known")
            .judged(Judgement.ONE_IS_GOOD),
        Panel.of(
                Look.NUMBER,
                "Watches in sync",
                Unit.RATIO,
                "Share of the watches that are complete and followed.",
                "avg(llmisvc_watch_synced)",
                "in sync")
            .judged(Judgement.ALL_IS_GOOD),
        Panel.of(
            Look.NAME,
            "Build",
            Unit.COUNT,
            "Version, and how it runs.",
            "max by (version, runtime) (llmisvc_build_info)",
            "{{version}} {{runtime}}"),
        Panel.of(
            Look.STATES,
            "Leader",
            Unit.YES_NO,
            "Which replica led when.",
            "max by (instance) (llmisvc_leader)",
            "{{instance}}"));
  }

  private static Row passes() {
    return Row.of(
        "Passes",
        Panel.of(
            Look.STACKED,
            "Passes by outcome",
            Unit.PER_SECOND,
            "Passes over services: settled ended before they planned, unchanged wrote nothing.",
            "sum by (outcome) (" + RATE.formatted("llmisvc_pass_duration_seconds_count") + ")",
            "{{outcome}}"),
        Panel.of(
            Look.LINES,
            "Duration of passes",
            Unit.SECONDS,
            "How long passes of each outcome take, for 99 of 100.",
            List.of(Query.slowest(Metric.PASSES, "outcome"))),
        Panel.of(
            Look.LINES,
            "Duration of passes, all outcomes",
            Unit.SECONDS,
            "How long a pass takes.",
            Query.quantiles(Metric.PASSES, "$__rate_interval")),
        Panel.of(
            Look.LINES,
            "Duration of stages",
            Unit.SECONDS,
            "How long each part of a pass takes, for 99 of 100.",
            List.of(Query.slowest(Metric.STAGES, "stage"))),
        Panel.of(
            Look.LINES,
            "Queue",
            Unit.COUNT,
            "Passes that wait for a worker, passes that run, and namespaces set aside because theirs hang or fail. A queue that"
                + " does not get empty means slow passes.",
            List.of(
                new Query("sum(llmisvc_queue_depth)", "waiting"),
                new Query("sum(llmisvc_passes_running)", "running"),
                new Query("sum(llmisvc_namespaces_aside)", "namespaces aside"))),
        Panel.of(
            Look.LINES,
            "Budget of template expansions",
            Unit.RATIO,
            "The share of its budget that an expansion used, for 50, 90 and 99 of 100; one that needs all of it is refused.",
            Query.quantiles(Metric.EXPANSION_BUDGET, "$__rate_interval")));
  }

  private static Row children() {
    return Row.of(
        "Children",
        Panel.of(
            Look.STACKED,
            "Children by result",
            Unit.PER_SECOND,
            "What passes did with children: mostly nothing, where nothing changes.",
            "sum by (result) (" + RATE.formatted("llmisvc_child_writes_total") + ")",
            "{{result}}"),
        Panel.of(
            Look.STACKED,
            "Children written, by kind",
            Unit.PER_SECOND,
            "Children that were created, updated, recreated or deleted.",
            "sum by (kind) ("
                + RATE.formatted(
                    "llmisvc_child_writes_total{result=~\"created|updated|recreated|deleted\"}")
                + ")",
            "{{kind}}"),
        Panel.of(
                Look.LINES,
                "Fights",
                Unit.PER_SECOND,
                "Times that somebody took back what a pass had set: two that write one field. Events FieldFight say who and which.",
                "sum by (kind) (" + RATE.formatted("llmisvc_child_fights_total") + ")",
                "{{kind}}")
            .judged(Judgement.ANY_IS_BAD));
  }

  private static Row apiServer() {
    return Row.of(
        "API server",
        Panel.of(
            Look.STACKED,
            "Requests by code",
            Unit.REQUESTS_PER_SECOND,
            "Requests to the API server; code 0 when there was no answer.",
            "sum by (code) (" + RATE.formatted("llmisvc_api_requests_total") + ")",
            "{{code}}"),
        Panel.of(
            Look.STACKED,
            "Requests by verb and resource",
            Unit.REQUESTS_PER_SECOND,
            "The most frequent requests to the API server. Where nothing changes, only the lease is renewed.",
            "topk(15, sum by (verb, resource) ("
                + RATE.formatted("llmisvc_api_requests_total")
                + "))",
            "{{verb}} {{resource}}"),
        Panel.of(
            Look.LINES,
            "Duration of requests",
            Unit.SECONDS,
            "How long the API server takes to answer requests other than watches, for 99 of 100.",
            List.of(Query.slowest(Metric.API_REQUEST_DURATION, "verb"))),
        Panel.of(
            Look.LINES,
            "Last answer",
            Unit.SECONDS,
            "How long ago the API server last answered, by replica: more than the 30 s of a lease means that it cannot be reached.",
            "time() - max by (instance) (llmisvc_api_last_answer_timestamp_seconds)",
            "{{instance}}"),
        Panel.of(
                Look.STATES,
                "Watches",
                Unit.YES_NO,
                "Which kinds were complete and followed when; of two replicas the worse one.",
                "min by (resource) (llmisvc_watch_synced)",
                "{{resource}}")
            .judged(Judgement.ONE_IS_GOOD));
  }

  private static Row webhooks() {
    return Row.of(
        "Webhooks and certificates",
        Panel.of(
            Look.STACKED,
            "Webhook requests",
            Unit.REQUESTS_PER_SECOND,
            "Requests of the API server to the webhooks, by path and HTTP code.",
            "sum by (path, code) (" + RATE.formatted("llmisvc_webhook_requests_total") + ")",
            "{{path}} {{code}}"),
        Panel.of(
            Look.STACKED,
            "Verdicts",
            Unit.PER_SECOND,
            "What the webhooks said: failed is an error of their own.",
            "sum by (path, verdict) (" + RATE.formatted("llmisvc_webhook_reviews_total") + ")",
            "{{path}} {{verdict}}"),
        Panel.of(
            Look.LINES,
            "Duration of webhook requests",
            Unit.SECONDS,
            "How long a writer waits for a webhook, for 99 of 100.",
            List.of(Query.slowest(Metric.WEBHOOK_DURATION, "path"))),
        Panel.of(
                Look.TABLE,
                "Certificates end in",
                Unit.SECONDS,
                "How long the webhook's certificate is valid, and that of the services that ends first. They are renewed long before.",
                "min by (certificate) (llmisvc_certificate_not_after_timestamp_seconds) - time()",
                "Left")
            .judged(Judgement.SOON_IS_BAD));
  }

  private static Row process() {
    return Row.of(
        "Memory",
        Panel.of(
            Look.LINES,
            "Memory",
            Unit.BYTES,
            "What the process has in RAM, and how much of it is heap, by replica.",
            List.of(
                new Query(
                    "max by (instance) (llmisvc_memory_resident_bytes)", "{{instance}} resident"),
                new Query(
                    "max by (instance) (llmisvc_memory_heap_used_bytes)", "{{instance}} heap"),
                new Query(
                    "max by (instance) (llmisvc_memory_heap_max_bytes)",
                    "{{instance}} heap limit"))),
        Panel.of(
                Look.LINES,
                "Memory against limit",
                Unit.RATIO,
                "Share of what the container may use, or of the largest heap where it has no limit: near 1, the kernel ends it, or it ends.",
                "max by (instance) (llmisvc_memory_resident_bytes / llmisvc_memory_limit_bytes)"
                    + " or max by (instance) (llmisvc_memory_heap_used_bytes / llmisvc_memory_heap_max_bytes)",
                "{{instance}}")
            .judged(Judgement.NEAR_ONE_IS_BAD));
  }
}
