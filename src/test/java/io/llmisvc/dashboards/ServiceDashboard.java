package io.llmisvc.dashboards;

import java.util.List;

/** One service: whether it is Ready, and what its model servers and its endpoint picker do. */
final class ServiceDashboard {
  static final String UID = "llmisvc-service";

  private static final String SERVICE = "{namespace=\"$namespace\",name=\"$name\"}";

  /** By the label that the PodMonitors add. */
  private static final String PODS = "{namespace=\"$namespace\",llm_inference_service=\"$name\"}";

  private static final String WINDOW = "$__rate_interval";
  private static final String NO_MODEL_SERVER = "no model server runs here";
  private static final String NO_PICKER = "no endpoint picker runs here";

  private ServiceDashboard() {}

  static Dashboard of() {
    return new Dashboard(
        UID,
        "LLM inference services / one service",
        "One service, its model servers (vLLM) and its endpoint picker.",
        List.of(
            new Variable(
                "namespace", "Namespace", "label_values(llmisvc_service_ready, namespace)"),
            new Variable(
                "name",
                "Service",
                "label_values(llmisvc_service_ready{namespace=\"$namespace\"}, name)")),
        List.of(state(), requests(), servers(), picker()));
  }

  private static Row state() {
    return Row.of(
        "State",
        Panel.of(
                Look.NUMBER,
                "Ready",
                Unit.YES_NO,
                "Whether the condition Ready is True.",
                "max(llmisvc_service_ready" + SERVICE + ")",
                "ready")
            .judged(Judgement.ONE_IS_GOOD),
        Panel.of(
                Look.NAME,
                "Reason",
                Unit.YES_NO,
                "Why it is not Ready; kubectl describe says more.",
                "max by (reason) (llmisvc_service_ready" + SERVICE + " == 0)",
                "{{reason}}")
            .emptyBecause("the service is Ready"),
        Panel.of(
                Look.NUMBER,
                "Not Ready for",
                Unit.SECONDS,
                "For how long it has not been Ready.",
                "time() - min(llmisvc_service_not_ready_timestamp_seconds" + SERVICE + ")",
                "not ready for")
            .emptyBecause("the service is Ready"),
        Panel.of(
                Look.NUMBER,
                "Ready endpoints",
                Unit.COUNT,
                "Model servers that the endpoint picker may choose.",
                List.of(ready("endpoints")))
            .judged(Judgement.ONE_IS_GOOD)
            .emptyBecause(NO_PICKER),
        Panel.of(
                Look.NUMBER,
                "Running requests",
                Unit.COUNT,
                "Requests that all model servers work on.",
                "sum(vllm:num_requests_running" + PODS + ")",
                "running")
            .emptyBecause(NO_MODEL_SERVER),
        Panel.of(
                Look.NUMBER,
                "Waiting requests",
                Unit.COUNT,
                "Requests that wait in all model servers: more than a few for long means too few replicas.",
                "sum(vllm:num_requests_waiting" + PODS + ")",
                "waiting")
            .emptyBecause(NO_MODEL_SERVER),
        Panel.of(
            Look.STATES,
            "Ready over time",
            Unit.YES_NO,
            "When the service was Ready, and for which reason it was not.",
            "max by (reason) (llmisvc_service_ready" + SERVICE + ")",
            "{{reason}}"));
  }

  private static Row requests() {
    return Row.of(
        "What users feel",
        ofServers(
            "Time to first token",
            Unit.SECONDS,
            "How long a request waits for the first token of its answer: queue and prefill.",
            Query.quantiles("vllm:time_to_first_token_seconds", PODS, WINDOW)),
        ofServers(
            "Time between tokens",
            Unit.SECONDS,
            "How long each further token takes: decode.",
            Query.quantiles("vllm:inter_token_latency_seconds", PODS, WINDOW)),
        ofServers(
            "Whole requests",
            Unit.SECONDS,
            "From a request to the last token of its answer.",
            Query.quantiles("vllm:e2e_request_latency_seconds", PODS, WINDOW)),
        ofServers(
            "Finished requests",
            Unit.REQUESTS_PER_SECOND,
            "By why they finished: length and stop are whole answers, abort is a user who went away.",
            List.of(
                new Query(
                    "sum by (finished_reason) (rate(vllm:request_success_total"
                        + PODS
                        + "[$__rate_interval]))",
                    "{{finished_reason}}"))));
  }

  private static Row servers() {
    return Row.of(
        "Model servers",
        ofServers(
            "Queues",
            Unit.COUNT,
            "Requests that run and that wait, by pod.",
            List.of(
                new Query(
                    "sum by (pod) (vllm:num_requests_running" + PODS + ")", "{{pod}} running"),
                new Query(
                    "sum by (pod) (vllm:num_requests_waiting" + PODS + ")", "{{pod}} waiting"))),
        ofServers(
                "KV cache",
                Unit.RATIO,
                "Share of the KV cache that is in use, by pod: near 1, requests wait or are preempted.",
                List.of(
                    new Query("max by (pod) (vllm:kv_cache_usage_perc" + PODS + ")", "{{pod}}")))
            .judged(Judgement.NEAR_ONE_IS_BAD),
        ofServers(
            "Tokens",
            Unit.PER_SECOND,
            "Tokens of prompts and of answers, of all pods.",
            List.of(
                new Query(
                    "sum(rate(vllm:prompt_tokens_total" + PODS + "[$__rate_interval]))", "prompt"),
                new Query(
                    "sum(rate(vllm:generation_tokens_total" + PODS + "[$__rate_interval]))",
                    "generated"))),
        ofServers(
            "Prefix cache hits",
            Unit.RATIO,
            "Share of the tokens of prompts that were in the cache.",
            List.of(
                new Query(
                    "sum(rate(vllm:prefix_cache_hits_total%1$s[$__rate_interval])) / sum(rate(vllm:prefix_cache_queries_total%1$s[$__rate_interval]))"
                        .formatted(PODS),
                    "hits"))),
        ofServers(
            "Preemptions",
            Unit.PER_SECOND,
            "Requests that were put back because the KV cache was full, by pod.",
            List.of(
                new Query(
                    "sum by (pod) (rate(vllm:num_preemptions_total" + PODS + "[$__rate_interval]))",
                    "{{pod}}"))));
  }

  private static Row picker() {
    return Row.of(
        "Endpoint picker",
        ofPicker(
            "Requests",
            Unit.REQUESTS_PER_SECOND,
            "Requests by model, and those that ended with an error.",
            List.of(
                ofEither(
                    "sum by (model_name) (rate(%s[$__rate_interval]))",
                    "llm_d_epp_request_total",
                    "inference_objective_request_total",
                    "{{model_name}}"),
                ofEither(
                    "sum by (error_code) (rate(%s[$__rate_interval]))",
                    "llm_d_epp_request_error_total",
                    "inference_objective_request_error_total",
                    "error {{error_code}}"))),
        ofPicker(
            "Time to choose",
            Unit.SECONDS,
            "How long it takes to choose a model server, for 99 of 100 requests.",
            List.of(
                ofEither(
                    "histogram_quantile(0.99, sum by (le) (rate(%s[$__rate_interval])))",
                    "llm_d_epp_scheduler_e2e_duration_seconds_bucket",
                    "inference_extension_scheduler_e2e_duration_seconds_bucket",
                    "p99"))),
        ofPicker(
            "Attempts to choose",
            Unit.PER_SECOND,
            "By whether a model server was found.",
            List.of(
                ofEither(
                    "sum by (status) (rate(%s[$__rate_interval]))",
                    "llm_d_epp_scheduler_attempts_total",
                    "inference_extension_scheduler_attempts_total",
                    "{{status}}"))),
        ofPicker(
            "The pool as the picker sees it",
            Unit.COUNT,
            "Ready model servers, and the requests that wait in one of them on average.",
            List.of(
                ready("ready"),
                ofEither(
                    "max(%s)",
                    "llm_d_epp_average_queue_size",
                    "inference_pool_average_queue_size",
                    "waiting"))));
  }

  private static Query ready(String legend) {
    return ofEither("max(%s)", "llm_d_epp_ready_endpoints", "inference_pool_ready_pods", legend);
  }

  /** Of llm-d's picker, or of older ones and that of the Gateway API inference extension. */
  private static Query ofEither(String expression, String metric, String older, String legend) {
    return new Query(
        expression.formatted(metric + PODS) + " or " + expression.formatted(older + PODS), legend);
  }

  private static Panel ofServers(String title, Unit unit, String description, List<Query> queries) {
    return Panel.of(Look.LINES, title, unit, description, queries).emptyBecause(NO_MODEL_SERVER);
  }

  private static Panel ofPicker(String title, Unit unit, String description, List<Query> queries) {
    return Panel.of(Look.LINES, title, unit, description, queries).emptyBecause(NO_PICKER);
  }
}
