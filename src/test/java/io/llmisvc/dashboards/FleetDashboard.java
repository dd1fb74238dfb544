package io.llmisvc.dashboards;

import io.llmisvc.metrics.Metric;
import java.util.List;

/**
 * All services of a cluster: how many there are, which are not Ready and why, and how long they
 * take.
 */
public final class FleetDashboard {
  static final String UID = "llmisvc-fleet";

  /** Changes are rare, so quantiles of them look back for long. */
  private static final String WINDOW = "1h";

  private FleetDashboard() {}

  /**
   * Replicas that wait see the same services as the one that leads: what is counted is their
   * maximum.
   */
  static Dashboard of() {
    return new Dashboard(
        UID,
        "LLM inference services / fleet",
        "All services of the cluster.",
        List.of(),
        List.of(
            Row.of(
                "Now",
                Panel.of(
                    Look.NUMBER,
                    "Services",
                    Unit.COUNT,
                    "All services that the operator sees.",
                    "sum(max by (pattern) (llmisvc_services))",
                    "services"),
                Panel.of(
                        Look.NUMBER,
                        "Ready",
                        Unit.RATIO,
                        "Share of the services whose condition Ready is True.",
                        "sum(max by (status, reason) (llmisvc_services_condition{condition=\"Ready\",status=\"True\"}))"
                            + " / sum(max by (status, reason) (llmisvc_services_condition{condition=\"Ready\"}))",
                        "ready")
                    .judged(Judgement.ALL_IS_GOOD),
                Panel.of(
                        Look.NUMBER,
                        "Not Ready",
                        Unit.COUNT,
                        "Services whose condition Ready is False or Unknown. The list below says which.",
                        "sum(max by (status, reason) (llmisvc_services_condition{condition=\"Ready\",status!=\"True\"}))",
                        "not ready")
                    .judged(Judgement.ANY_IS_BAD),
                Panel.of(
                    Look.NUMBER,
                    "Longest not Ready",
                    Unit.SECONDS,
                    "For how long the service is not Ready that is so longest.",
                    "time() - min(llmisvc_services_not_ready_oldest_timestamp_seconds)",
                    "oldest"),
                Panel.of(
                        Look.NUMBER,
                        "Errors found",
                        Unit.COUNT,
                        "Findings that keep a service, or a part of one, from working as it is written.",
                        "sum(max by (reason) (llmisvc_findings{severity=\"error\"}))",
                        "errors")
                    .judged(Judgement.ANY_IS_BAD),
                Panel.of(
                        Look.NUMBER,
                        "Failing configs",
                        Unit.COUNT,
                        "Configs with services that use them and cannot be composed.",
                        "count(max by (namespace, name) (llmisvc_config_failing_users))",
                        "configs")
                    .judged(Judgement.ANY_IS_BAD)),
            Row.of(
                "Services",
                Panel.of(
                    Look.STACKED,
                    "Services by pattern",
                    Unit.COUNT,
                    "What runs the services: a Deployment, a LeaderWorkerSet, or a pair of them for prefill and decode.",
                    "max by (pattern) (llmisvc_services)",
                    "{{pattern}}"),
                Panel.of(
                    Look.STACKED,
                    "Services by Ready",
                    Unit.COUNT,
                    "The condition Ready, and its reason where it is not True.",
                    "max by (status, reason) (llmisvc_services_condition{condition=\"Ready\"})",
                    "{{status}} {{reason}}"),
                Panel.of(
                    Look.TABLE,
                    "Not Ready since",
                    Unit.SECONDS,
                    "Each service that is not Ready, the longest first; its name leads to its own dashboard. Empty where series of"
                        + " single services are switched off.",
                    "sort_desc(time() - min by (namespace, name, reason) (llmisvc_service_not_ready_timestamp_seconds))",
                    "Age"),
                Panel.of(
                    Look.LINES,
                    "Conditions that are not True",
                    Unit.COUNT,
                    "Services by the condition that is False or Unknown and its reason: what Ready sums up.",
                    "max by (condition, status, reason) (llmisvc_services_condition{condition!=\"Ready\",status!=\"True\"})",
                    "{{condition}} {{status}} {{reason}}")),
            Row.of(
                "Times",
                Panel.of(
                    Look.LINES,
                    "From change to written",
                    Unit.SECONDS,
                    "How long it took from a changed spec until its children were written, for the changes of the last hour.",
                    Query.quantiles(Metric.CHANGE_TO_WRITTEN, WINDOW)),
                Panel.of(
                    Look.LINES,
                    "From change to Ready",
                    Unit.SECONDS,
                    "How long it took from a changed spec until the service was Ready with it, for the changes of the last hour. Mostly the"
                        + " time in which images are pulled and models are loaded.",
                    Query.quantiles(Metric.CHANGE_TO_READY, WINDOW))),
            Row.of(
                "Findings and configs",
                Panel.of(
                    Look.LINES,
                    "Findings",
                    Unit.COUNT,
                    "What the plans of all services find now, by severity and reason.",
                    "max by (severity, reason) (llmisvc_findings)",
                    "{{severity}} {{reason}}"),
                Panel.of(
                    Look.TABLE,
                    "Configs by users",
                    Unit.COUNT,
                    "The configs that most services use: whose edit changes most.",
                    "topk(20, max by (namespace, name) (llmisvc_config_users))",
                    "Users"),
                Panel.of(
                    Look.TABLE,
                    "Failing configs by users",
                    Unit.COUNT,
                    "Configs with services that use them and cannot be composed.",
                    "max by (namespace, name) (llmisvc_config_failing_users)",
                    "Failing"),
                Panel.of(
                    Look.LINES,
                    "Services woken by a change of a config",
                    Unit.COUNT,
                    "How many services a change of a config concerned, for the changes of the last hour.",
                    Query.quantiles(Metric.CONFIG_FAN_OUT, WINDOW)))));
  }
}
