package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.LogLines;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pass as a trace: its parts are below it, and say what it is about. */
class SpansTest {
  @RegisterExtension static final OpenTelemetryExtension TRACES = OpenTelemetryExtension.create();

  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec: {model: {uri: "hf://a/b"}, template: {containers: [{name: main, image: "a:1"}]}}
      """;

  private final OperatorWorld world = OperatorWorld.bare();
  private final OperatorRuntime runtime =
      Wiring.runtime(
          new ClusterAccess(world.admin()),
          OperatorEnvironment.defaults(),
          Clock.systemUTC(),
          Meters.unseen(),
          new Spans(TRACES.getOpenTelemetry()));

  @AfterEach
  void close() {
    runtime.cluster().close();
    world.close();
  }

  @Test
  void tellAPassByItsParts() {
    // Given
    String namespace = world.newNamespace();
    world.apply(namespace, SERVICE);
    StoredService service =
        world.admin().resources(StoredService.class).inNamespace(namespace).withName("llm").get();
    runtime.start();
    // When
    try (LogLines log = LogLines.of(ChildChanges.class)) {
      pass().run(service);
      // Then
      assertThat(log.about(namespace, "llm"))
          .isNotEmpty()
          .allMatch(line -> line.getMdc("traceId").equals(one("pass").getTraceId()));
    }
    SpanData pass = one("pass");
    assertThat(pass.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("k8s.namespace.name"), namespace)
        .containsEntry(AttributeKey.stringKey("llmisvc.name"), "llm")
        .containsEntry(AttributeKey.stringKey("llmisvc.outcome"), "changed");
    for (String part : List.of("compose", "workload", "router", "status")) {
      assertThat(one(part).getParentSpanId()).as(part).isEqualTo(pass.getSpanId());
    }
    assertThat(all("gather"))
        .isNotEmpty()
        .hasSameSizeAs(all("plan"))
        .allMatch(span -> span.getParentSpanId().equals(one("compose").getSpanId()));
    assertThat(all("child"))
        .anySatisfy(
            child -> {
              assertThat(child.getParentSpanId()).isEqualTo(one("workload").getSpanId());
              assertThat(child.getAttributes().asMap())
                  .containsEntry(AttributeKey.stringKey("llmisvc.child.kind"), "Service")
                  .containsEntry(
                      AttributeKey.stringKey("llmisvc.child.name"), "llm-kserve-workload-svc")
                  .containsEntry(AttributeKey.stringKey("llmisvc.child.result"), "created");
            });
  }

  @Test
  void failWithoutQuotingWhatTheExceptionSays() {
    // When
    assertThatThrownBy(
            () ->
                new Spans(TRACES.getOpenTelemetry())
                    .in(
                        "part",
                        span -> {
                          throw new IllegalStateException("secret");
                        }))
        .isInstanceOf(IllegalStateException.class);
    // Then
    assertThat(one("part").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(one("part").toString()).doesNotContain("secret");
  }

  @Test
  void areNothingWhereTracingIsOff() {
    assertThat(Spans.none().<Boolean>in("part", span -> span.isRecording())).isFalse();
  }

  private ServicePass pass() {
    return new ServicePass(
        runtime, new ConfigStore(new FakeConfigs(() -> 0)::get, runtime.planner()));
  }

  private static SpanData one(String name) {
    assertThat(all(name)).as(name).hasSize(1);
    return all(name).getFirst();
  }

  private static List<SpanData> all(String name) {
    return TRACES.getSpans().stream().filter(span -> span.getName().equals(name)).toList();
  }
}
