package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.javaoperatorsdk.operator.OperatorException;
import io.llmisvc.model.Observed;
import io.llmisvc.testing.Await;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What the API server refuses is said once, however often it is tried. */
class FailureReportTest {
  private static final String REFUSED =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b"}
        template:
          nodeSelector: {"not a label": x}
          containers: [{name: main, image: x}]
      """;

  private final OperatorWorld world = OperatorWorld.shared();

  @Test
  void tellsARefusalOnce() {
    // Given
    String namespace = world.newNamespace();

    // When
    world.apply(namespace, REFUSED);
    world.await(namespace, "llm", "WorkloadsReady", "False");
    Await.until("it was tried again", () -> attempts(namespace) >= 3);

    // Then
    List<Event> errors =
        world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
            .filter(event -> event.getReason().equals("Error"))
            .toList();
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().getCount()).isEqualTo(1);
    assertThat(errors.getFirst().getType()).isEqualTo("Warning");
    assertThat(errors.getFirst().getMessage()).contains("llm-kserve").contains("not a label");
  }

  private long attempts(String namespace) {
    return world.controlPlane().auditLog().entries().stream()
        .filter(entry -> entry.namespace().equals(namespace) && entry.isWrite())
        .filter(entry -> entry.resource().equals("deployments") && entry.code() == 422)
        .count();
  }

  @Test
  void keepsRetriesOutOfTheLog() {
    // Given
    LogRecord retry = new LogRecord(Level.WARNING, "another attempt is pending");
    retry.setThrown(new ServicePass.PassFailedException(List.<Observed.Failure>of()));
    LogRecord wrapped = new LogRecord(Level.WARNING, "another attempt is pending");
    wrapped.setThrown(new OperatorException(retry.getThrown()));
    LogRecord accident = new LogRecord(Level.WARNING, "another attempt is pending");
    accident.setThrown(new IllegalStateException());

    // Then
    assertThat(new RetryNoise().isLoggable(retry)).isFalse();
    assertThat(new RetryNoise().isLoggable(wrapped)).isFalse();
    assertThat(new RetryNoise().isLoggable(accident)).isTrue();
  }
}
