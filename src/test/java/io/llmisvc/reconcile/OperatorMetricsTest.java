package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of an operator that works on a real API server. */
class OperatorMetricsTest {
  private static final String CONFIG =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: base}
      spec: {replicas: %s, labels: {from: "%s"}}
      """;
  private static final String USER =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec: {model: {uri: "hf://a/b"}, baseRefs: [{name: base}]}
      """;

  private final OperatorWorld world = OperatorWorld.shared();
  private final String namespace = world.newNamespace();

  @AfterEach
  void delete() {
    world.service(namespace, "llm").delete();
    Await.until("it is gone", () -> world.service(namespace, "llm").get() == null);
  }

  @Test
  void followAServiceThroughItsLife() {
    // Given
    double changes = value("llmisvc_change_to_written_seconds_count ");
    double readyChanges = value("llmisvc_change_to_ready_seconds_count ");
    // When
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    // Then
    awaitSeries(
        "llmisvc_service_ready{namespace=\"" + namespace + "\",name=\"llm\",reason=\"\",} 1.0");
    assertThat(value("llmisvc_services{pattern=\"deployment\",}")).isPositive();
    assertThat(value("llmisvc_services_condition{condition=\"HTTPRoutesReady\",status=\"True\""))
        .isPositive();
    assertThat(value("llmisvc_change_to_written_seconds_count ")).isGreaterThan(changes);
    assertThat(value("llmisvc_change_to_ready_seconds_count ")).isGreaterThan(readyChanges);
    for (String kind : List.of("Deployment", "HTTPRoute", "InferencePool", "Role")) {
      assertThat(writes(kind, "created")).as(kind).isPositive();
      assertThat(writes(kind, "unchanged")).as(kind).isPositive();
    }
    for (String stage : List.of("compose", "plan", "workload", "router", "status")) {
      assertThat(value("llmisvc_stage_duration_seconds_count{stage=\"" + stage)).isPositive();
    }
    assertThat(value("llmisvc_expansion_budget_used_ratio_count ")).isPositive();
    assertThat(passes("changed")).isPositive();
    assertThat(series()).contains("llmisvc_leader 1.0", "llmisvc_cluster_known 1.0");
    // When
    world.service(namespace, "llm").delete();
    // Then
    Await.until("its series are gone", () -> !world.operator().scrape().contains(namespace));
  }

  @Test
  void countWhatAServiceIsNotReadyFor() {
    // When
    world.apply(namespace, USER);
    world.await(namespace, "llm", "Ready", "False");
    // Then
    String labels = "{namespace=\"%s\",name=\"llm\",reason=\"%s\",}";
    awaitSeries("llmisvc_service_ready" + labels.formatted(namespace, "ConfigNotFound") + " 0.0");
    double since =
        value(
            "llmisvc_service_not_ready_timestamp_seconds"
                + labels.formatted(namespace, "ConfigNotFound"));
    assertThat(since)
        .isBetween(
            (double) Instant.now().getEpochSecond() - 60, (double) Instant.now().getEpochSecond());
    assertThat(
            value(
                "llmisvc_services_not_ready_oldest_timestamp_seconds{reason=\"ConfigNotFound\",}"))
        .isPositive()
        .isLessThanOrEqualTo(since);
    assertThat(value("llmisvc_findings{severity=\"error\",reason=\"ConfigNotFound\",}"))
        .isPositive();
    assertThat(series())
        .noneMatch(line -> line.startsWith("llmisvc_config_users{namespace=\"" + namespace));
  }

  @Test
  void tellWhomAConfigServesAndFails() {
    // Given
    String config = "{namespace=\"" + namespace + "\",name=\"base\",}";
    world.apply(namespace, CONFIG.formatted(1, "{{ .Name }}"));
    world.apply(namespace, USER);
    world.awaitReady(namespace, "llm");
    awaitSeries("llmisvc_config_users" + config + " 1.0");
    assertThat(series())
        .noneMatch(line -> line.startsWith("llmisvc_config_failing_users" + config));
    double changes = value("llmisvc_config_fan_out_services_count ");
    double woken = value("llmisvc_config_fan_out_services_sum ");
    // When
    world.apply(namespace, CONFIG.formatted(1, "{{ .Nothing }}"));
    // Then
    awaitSeries("llmisvc_config_failing_users" + config + " 1.0");
    assertThat(value("llmisvc_config_fan_out_services_count ")).isEqualTo(changes + 1);
    assertThat(value("llmisvc_config_fan_out_services_sum ")).isEqualTo(woken + 1);
  }

  @Test
  void countEveryServiceAgainInANewTerm() {
    // Given
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    world.awaitQuiet();
    String ready =
        "llmisvc_service_ready{namespace=\"" + namespace + "\",name=\"llm\",reason=\"\",} 1.0";
    awaitSeries(ready);
    double before = passes("unchanged") + passes("settled");
    // When
    world.operator().beginTerm();
    // Then
    Await.until("a pass", () -> passes("unchanged") + passes("settled") > before);
    awaitSeries(ready);
    // Given
    double settled = passes("settled");
    // When
    world.operator().beginTerm();
    // Then
    Await.until("a pass that plans no more", () -> passes("settled") > settled);
    awaitSeries(ready);
  }

  @Test
  void countAPassThatChangesNothing() {
    // Given
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    world.awaitQuiet();
    double before = passes("unchanged");
    // When
    world.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().getAnnotations().put("example.com/touched", "yes");
          return service;
        });
    // Then
    Await.until("a pass found nothing to do", () -> passes("unchanged") > before);
  }

  private void awaitSeries(String line) {
    Await.untilAsserted(() -> assertThat(series()).contains(line));
  }

  private double passes(String outcome) {
    return value("llmisvc_pass_duration_seconds_count{outcome=\"" + outcome);
  }

  private double writes(String kind, String result) {
    return value("llmisvc_child_writes_total{kind=\"%s\",result=\"%s\",}".formatted(kind, result));
  }

  /** Of the series that begins so; 0 while there is none. */
  private double value(String start) {
    return series().stream()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private List<String> series() {
    return world.operator().scrape().lines().toList();
  }
}
