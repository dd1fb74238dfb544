package io.llmisvc.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.ChildRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusEventsTest {

  /** A service that is ready (True), broken (False) or not seen yet (Unknown). */
  private static LLMInferenceServiceStatus status(String ready) {
    String deployment =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: my-llm-kserve, namespace: demo}}";
    String available = "conditions: [{type: Available, status: '%s'}]".formatted(ready);
    return ready.equals("Unknown")
        ? Scene.of("{}").planned(ChildRole.MAIN_DEPLOYMENT, deployment).status()
        : Scene.of("{}").running(ChildRole.MAIN_DEPLOYMENT, deployment, available).status();
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "True,    True,    ",
    "True,    False,   LLMInferenceServiceNotReady",
    "True,    Unknown, ",
    "False,   True,    LLMInferenceServiceReady",
    "False,   False,   ",
    "Unknown, True,    LLMInferenceServiceReady",
    "Unknown, False,   ",
  })
  void tellsWhenReadinessTurns(String before, String after, String expected) {
    assertThat(StatusEvents.between(status(before), status(after)))
        .extracting(StatusEvent::reason)
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void aServiceCanBeReadyAtOnce() {
    assertThat(StatusEvents.between(null, status("True")))
        .containsExactly(
            new StatusEvent(
                StatusEvent.Type.NORMAL,
                "LLMInferenceServiceReady",
                "LLMInferenceService is ready"));
  }

  @Test
  void namesWhatFails() {
    assertThat(StatusEvents.between(status("True"), status("False")))
        .containsExactly(
            new StatusEvent(
                StatusEvent.Type.WARNING,
                "LLMInferenceServiceNotReady",
                "LLMInferenceService is no longer ready: MainWorkloadReady, WorkloadsReady"));
  }
}
