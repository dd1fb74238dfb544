package io.llmisvc.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.api.status.LLMInferenceServiceConfigStatus.ReferencedBy;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigStatusTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final NamespacedName A = new NamespacedName("a", "z");
  private static final NamespacedName B = new NamespacedName("b", "a");

  private static LLMInferenceServiceConfigStatus status(
      List<NamespacedName> users, boolean deleting, Finding... findings) {
    return status(users, deleting, null, findings);
  }

  private static LLMInferenceServiceConfigStatus status(
      List<NamespacedName> users,
      boolean deleting,
      @Nullable LLMInferenceServiceConfigStatus previous,
      Finding... findings) {
    Instant now = previous == null ? NOW : NOW.plusSeconds(60);
    return ConfigStatus.of(
        new ConfigStatus.Inputs(
            Users.of(new TreeSet<>(users)), deleting, List.of(findings), previous, 4, now));
  }

  @Test
  void listsItsUsersSortedAndOnce() {
    LLMInferenceServiceConfigStatus status = status(List.of(B, A, B), false);

    assertThat(status.referencedBy())
        .containsExactly(new ReferencedBy("z", "a"), new ReferencedBy("a", "b"));
    assertThat(status.observedGeneration()).isEqualTo(4);
  }

  @Test
  void listsTheFirstOfVeryManyUsersAndSaysHowManyThereAre() {
    List<NamespacedName> many =
        IntStream.range(0, 250).mapToObj(i -> new NamespacedName("ns", "llm-" + i)).toList();

    LLMInferenceServiceConfigStatus status = status(many, false);

    assertThat(status.referencedBy()).hasSize(Users.LISTED);
    assertThat(status.conditions().getFirst().message())
        .startsWith("250 LLMInferenceServices")
        .contains("first 100");
  }

  @ParameterizedTest(name = "used {0}, deleting {1}: {2}/{3}")
  @CsvSource({
    "false, false, False, NotInUse",
    "true,  false, True,  InUse",
    "true,  true,  True,  DeletionBlocked",
    "false, true,  False, NotInUse",
  })
  void tellsWhetherItIsUsed(boolean used, boolean deleting, String status, String reason) {
    Condition condition =
        status(used ? List.of(A, B) : List.of(), deleting).conditions().getFirst();

    assertThat(condition.type()).isEqualTo("ConfigInUse");
    assertThat(condition.status()).isEqualTo(status);
    assertThat(condition.reason()).isEqualTo(reason);
    assertThat(condition.severity()).isEqualTo("Info");
    assertThat(condition.message()).contains(used ? "2 LLMInferenceServices" : "no LLM");
  }

  @Test
  void isReadyUnlessItIsInvalid() {
    Finding warning = Finding.warning(Subject.COMPOSITION, "Odd", "spec", "is odd");
    Finding error = Finding.error(Subject.COMPOSITION, "Invalid", "spec.baseRefs", "not allowed");

    assertThat(status(List.of(), false, warning).conditions().getLast())
        .isEqualTo(new Condition("Ready", "True", null, null, null, NOW.toString()));
    assertThat(status(List.of(), false, warning, error).conditions().getLast())
        .isEqualTo(
            new Condition(
                "Ready", "False", null, "Invalid", "spec.baseRefs: not allowed", NOW.toString()));
  }

  @Test
  void sayingTheSameTwiceIsTheSameStatus() {
    LLMInferenceServiceConfigStatus first = status(List.of(A, B), false);

    assertThat(status(List.of(B, A), false, first)).isEqualTo(first);
  }
}
