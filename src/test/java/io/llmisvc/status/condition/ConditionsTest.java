package io.llmisvc.status.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final String THEN = "2026-01-01T00:00:00Z";

  @ParameterizedTest(name = "{0}/{1}/{2} as {3}: {4}")
  @CsvSource({
    "False, Broken, no GPU, Info, 2026-01-01T00:00:00Z",
    "True,  Broken, no GPU, Info, 2026-03-01T10:00:00Z",
    "False, Other,  no GPU, Info, 2026-03-01T10:00:00Z",
    "False, Broken, one GPU, Info, 2026-03-01T10:00:00Z",
    "False, Broken, no GPU, Error, 2026-03-01T10:00:00Z",
  })
  void movesTheTimeOnlyWhenItSaysSomethingNew(
      String status, String reason, String message, String severity, String expected) {
    // Given
    Condition stored = new Condition("MainWorkloadReady", status, severity, reason, message, THEN);

    // When
    List<Condition> next =
        new Conditions(List.of(stored))
            .become(Map.of(ConditionType.MAIN_WORKLOAD_READY, Verdict.no("Broken", "no GPU")), NOW);

    // Then
    assertThat(next).extracting(Condition::lastTransitionTime).containsExactly(expected);
  }

  @Test
  void readsAnEmptyTextOfAnotherWriterAsAbsent() {
    Condition stored = new Condition("Ready", "True", "", "", "", THEN);

    List<Condition> next =
        new Conditions(List.of(stored)).become(Map.of(ConditionType.READY, Verdict.YES), NOW);

    assertThat(next).containsExactly(new Condition("Ready", "True", null, null, null, THEN));
  }

  @Test
  void sortsByTypeAndDropsWhatDoesNotApply() {
    Condition stored = new Condition("GroupReady", "True", "Info", null, null, THEN);

    List<Condition> next =
        new Conditions(List.of(stored))
            .become(
                Map.of(
                    ConditionType.WORKLOADS_READY, Verdict.YES,
                    ConditionType.READY, Verdict.YES,
                    ConditionType.HTTP_ROUTES_READY, Verdict.YES),
                NOW);

    assertThat(next)
        .extracting(Condition::type)
        .containsExactly("HTTPRoutesReady", "Ready", "WorkloadsReady");
  }

  @Test
  void givesNoSeverityToReadyAndWhatItIsMadeFrom() {
    Map<ConditionType, Verdict> verdicts =
        Map.of(
            ConditionType.READY, Verdict.YES,
            ConditionType.PRESETS_COMBINED, Verdict.YES,
            ConditionType.WORKLOADS_READY, Verdict.YES,
            ConditionType.ROUTER_READY, Verdict.YES);

    assertThat(new Conditions(List.of()).become(verdicts, NOW))
        .extracting(Condition::severity)
        .containsOnlyNulls();
    assertThat(ConditionType.GATEWAYS_READY.severity()).isEqualTo("Info");
  }
}
