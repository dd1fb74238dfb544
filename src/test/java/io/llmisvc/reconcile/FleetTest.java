package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.WorkloadReference;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.metrics.Meters.Sample;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final Condition READY = condition("Ready", "True", "Fine", null);
  private static final Condition STARTING =
      condition("Ready", "False", "MinimumReplicasUnavailable", "2026-01-01T00:00:10Z");
  private static final double TEN = Instant.parse("2026-01-01T00:00:10Z").getEpochSecond();

  private final SettableClock clock = new SettableClock();
  private final Fleet fleet = new Fleet(clock);

  @Test
  void countsServicesByPatternConditionAndFinding() {
    // When
    fleet.note(plan("a", warning("Odd"), warning("Odd"), warning("Rare")), status(READY));
    fleet.note(plan("b", warning("Odd")), status(STARTING));
    // Then
    assertThat(fleet.byPattern()).containsExactly(Sample.of(2, "deployment"));
    assertThat(fleet.byCondition())
        .containsExactlyInAnyOrder(
            Sample.of(1, "Ready", "True", ""),
            Sample.of(1, "Ready", "False", "MinimumReplicasUnavailable"));
    assertThat(fleet.findings())
        .containsExactlyInAnyOrder(Sample.of(3, "warning", "Odd"), Sample.of(1, "warning", "Rare"));
  }

  @Test
  void movesAServiceThatChanges() {
    // Given
    fleet.note(plan("a", warning("Odd")), status(STARTING));
    // When
    fleet.note(plan("a"), status(READY));
    // Then
    assertThat(fleet.byPattern()).containsExactly(Sample.of(1, "deployment"));
    assertThat(fleet.byCondition()).containsExactly(Sample.of(1, "Ready", "True", ""));
    assertThat(fleet.findings()).isEmpty();
    assertThat(fleet.ready()).containsExactly(Sample.of(1, "ns", "a", ""));
    assertThat(fleet.notReadySince()).isEmpty();
  }

  @Test
  void forgetsAServiceThatIsGone() {
    // Given
    fleet.note(plan("a", warning("Odd")), status(STARTING));
    // When
    fleet.forget(id("a"));
    fleet.forget(id("a"));
    // Then
    assertThat(everything()).isEmpty();
  }

  @Test
  void knowsSinceWhenAServiceIsNotReadyWhateverItsMessageSays() {
    // Given
    fleet.note(plan("a"), status(STARTING));
    // When
    fleet.note(plan("a"), status(condition("Ready", "Unknown", "Other", "2026-01-01T01:00:00Z")));
    // Then
    assertThat(fleet.notReadySince()).containsExactly(Sample.of(TEN, "ns", "a", "Other"));
    assertThat(fleet.ready()).containsExactly(Sample.of(0, "ns", "a", "Other"));
    // When
    fleet.note(plan("a"), status(READY));
    fleet.note(plan("a"), status(condition("Ready", "False", "Other", "2026-01-01T01:00:00Z")));
    // Then
    assertThat(fleet.notReadySince()).containsExactly(Sample.of(TEN + 3590, "ns", "a", "Other"));
  }

  @Test
  void countsFromNowWhenNobodyWroteSinceWhen() {
    // When
    clock.advance(Duration.ofSeconds(10));
    fleet.note(plan("a"), status(condition("Ready", "False", "Other", "yesterday")));
    fleet.note(plan("b"), status(condition("Ready", "False", "Other", null)));
    // Then
    assertThat(fleet.notReadySince()).extracting(Sample::value).containsExactly(TEN, TEN);
  }

  @Test
  void namesTheOldestOfEachReason() {
    // When
    fleet.note(plan("a"), status(condition("Ready", "False", "Other", "2026-01-01T01:00:00Z")));
    fleet.note(plan("b"), status(condition("Ready", "False", "Other", "2026-01-01T00:00:10Z")));
    fleet.note(plan("c"), status(condition("Ready", "False", "Stopped", "2026-01-01T01:00:00Z")));
    fleet.note(plan("d"), status(READY));
    // Then
    assertThat(fleet.notReadyOldest())
        .containsExactlyInAnyOrder(Sample.of(TEN, "Other"), Sample.of(TEN + 3590, "Stopped"));
  }

  @Test
  void boundsTheReasonsThatOthersChoose() {
    // When
    for (int i = 0; i < 150; i++) {
      fleet.note(
          plan("s" + i, warning("Finding" + i)),
          status(condition("Ready", "False", "Reason" + i, "2026-01-01T00:00:10Z")));
    }
    // Then
    assertThat(fleet.byCondition()).hasSize(101).contains(Sample.of(50, "Ready", "False", "other"));
    assertThat(fleet.findings()).hasSize(101).contains(Sample.of(50, "warning", "other"));
    assertThat(fleet.notReadyOldest()).hasSize(101);
    assertThat(fleet.ready()).hasSize(150).contains(Sample.of(0, "ns", "s149", "other"));
  }

  /** Alerts ask for them. */
  @Test
  void tellsItsOwnConditionsAndReasonsWhateverOthersChose() {
    // Given
    for (int i = 0; i < 150; i++) {
      fleet.note(plan("s" + i), status(condition("Type" + i, "Status" + i, "Reason" + i, null)));
    }
    // When
    fleet.note(plan("a"), status(condition("PresetsCombined", "False", "ConfigNotFound", null)));
    // Then
    assertThat(fleet.byCondition())
        .hasSize(102)
        .contains(Sample.of(1, "PresetsCombined", "False", "ConfigNotFound"))
        .contains(Sample.of(50, "other", "Unknown", "other"));
  }

  @Test
  void keepsWhatIsPlannedWhenAPassFailsByAccident() {
    // Given
    fleet.note(plan("a", warning("Odd")), status(READY));
    // When
    fleet.noteAccident(id("a"), status(condition("Ready", "Unknown", "InternalError", null)));
    // Then
    assertThat(fleet.byPattern()).containsExactly(Sample.of(1, "deployment"));
    assertThat(fleet.findings()).containsExactly(Sample.of(1, "warning", "Odd"));
    assertThat(fleet.byCondition())
        .containsExactly(Sample.of(1, "Ready", "Unknown", "InternalError"));
  }

  @Test
  void countsAServiceWhoseFirstPassFailsByAccident() {
    // When
    fleet.noteAccident(
        id("a"),
        LLMInferenceServiceStatus.NONE.withConditions(
            List.of(condition("Ready", "Unknown", "InternalError", null))));
    // Then
    assertThat(fleet.byPattern()).containsExactly(Sample.of(1, "unknown"));
  }

  @Test
  void countsNoneOfAnEarlierTermBeforeItsFirstPass() {
    // Given
    fleet.note(plan("a", warning("Odd")), status(STARTING));
    fleet.note(plan("b"), status(READY));
    List<Sample> before = everything();
    // When
    fleet.begin();
    // Then
    assertThat(everything()).isEmpty();
    // When
    fleet.noteSettled(id("a"));
    fleet.noteSettled(id("a"));
    fleet.noteSettled(id("b"));
    // Then
    assertThat(everything()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void forgetsAlsoWhatHadNoPassInThisTerm() {
    // Given
    fleet.note(plan("a"), status(READY));
    fleet.begin();
    // When
    fleet.forget(id("a"));
    fleet.noteSettled(id("a"));
    // Then
    assertThat(everything()).isEmpty();
  }

  @Test
  void blamesTheConfigThatIsSaidToFail() {
    // When
    fleet.note(
        plan("a"),
        status(
            new Condition(
                "PresetsCombined",
                "False",
                null,
                "InvalidRenderedConfig",
                "the template of the config demo/broken-too fails at line 1",
                null)));
    fleet.note(plan("b"), status(condition("PresetsCombined", "True", "", null)));
    // Then
    assertThat(fleet.blames(id("a"), new NamespacedName("demo", "broken-too"))).isTrue();
    assertThat(fleet.blames(id("a"), new NamespacedName("demo", "broken"))).isFalse();
    assertThat(fleet.blames(id("a"), new NamespacedName("kserve", "broken-too"))).isFalse();
    assertThat(fleet.blames(id("b"), new NamespacedName("demo", "broken-too"))).isFalse();
    assertThat(fleet.blames(id("c"), new NamespacedName("demo", "broken-too"))).isFalse();
  }

  private List<Sample> everything() {
    return Stream.of(
            fleet.byPattern(),
            fleet.byCondition(),
            fleet.findings(),
            fleet.notReadyOldest(),
            fleet.ready(),
            fleet.notReadySince())
        .flatMap(samples -> samples)
        .toList();
  }

  private static NamespacedName id(String name) {
    return new NamespacedName("ns", name);
  }

  private static Plan plan(String name, Finding... findings) {
    return new Plan(
        new ServiceMeta("ns", name, null, 1, Map.of(), Map.of(), false),
        new Composition(null, List.of(), Map.of(), List.of()),
        List.of(),
        List.of(),
        List.of(findings),
        Set.of(),
        null);
  }

  private static Finding warning(String reason) {
    return Finding.warning(Subject.ROUTE, reason, "", "message");
  }

  private static Condition condition(
      String type, String status, String reason, @Nullable String since) {
    return new Condition(type, status, null, reason, "message", since);
  }

  /** Of a service that runs as a Deployment. */
  private static LLMInferenceServiceStatus status(Condition... conditions) {
    WorkloadReference deployment = new WorkloadReference("apps", "Deployment", "llm", 1);
    return new LLMInferenceServiceStatus(
        1L,
        List.of(conditions),
        Map.of(),
        null,
        null,
        List.of(),
        null,
        new WorkloadStatus(deployment, null, null, null),
        List.of());
  }
}
