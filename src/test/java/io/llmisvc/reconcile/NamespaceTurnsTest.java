package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who runs next, step by step and without threads. */
class NamespaceTurnsTest {
  private final SettableClock clock = new SettableClock();
  private final NamespaceTurns turns =
      new NamespaceTurns(new NamespaceTurns.Limits(4, 2, 6), clock);
  private final List<String> begun = new ArrayList<>();

  @Test
  void keepsTheLastFreeWorkerForANamespaceThatHasNone() {
    // Given
    enter("crowd", 50);
    // When
    List<NamespaceTurns.Turn> crowd = all();
    enter("other", 1);
    List<NamespaceTurns.Turn> other = all();
    // Then
    assertThat(crowd).hasSize(3);
    assertThat(turns.waiting()).isEqualTo(47);
    assertThat(other).hasSize(1);
    assertThat(begun).containsExactly("crowd", "crowd", "crowd", "other");
  }

  @Test
  void servesTheLinesInTurn() {
    // Given
    enter("crowd", 50);
    all();
    enter("one", 3);
    enter("two", 3);
    NamespaceTurns.Turn first = next();
    begun.clear();
    // When
    for (NamespaceTurns.Turn turn = first; begun.size() < 4; turn = next()) {
      turns.leave(turn);
    }
    // Then
    assertThat(begun).containsExactly("two", "one", "two", "one");
  }

  @Test
  void givesTheWorkersOfSlowPassesToOthers() {
    // Given
    enter("hanging", 50);
    List<NamespaceTurns.Turn> hanging = all();
    // When
    hanging.forEach(turns::takesLong);
    enter("one", 9);
    enter("two", 9);
    // Then
    assertThat(all()).hasSize(3);
    assertThat(begun.subList(3, 6)).containsExactly("one", "two", "one");
    assertThat(turns.setAside()).isEqualTo(1);
  }

  @Test
  void runsOnePassAtATimeOfANamespaceThatIsSetAside() {
    // Given
    enter("hanging", 50);
    List<NamespaceTurns.Turn> hanging = all();
    hanging.forEach(turns::takesLong);
    // When
    hanging.forEach(turns::leave);
    // Then
    assertThat(all()).hasSize(1);
    // When
    enter("one", 9);
    // Then
    assertThat(all()).as("it takes no worker").hasSize(3);
  }

  @Test
  void boundsHowManyNamespacesAreServedAside() {
    // Given
    for (String namespace : List.of("a", "b", "c")) {
      enter(namespace, 1);
      NamespaceTurns.Turn turn = next();
      turns.takesLong(turn);
      turns.leave(turn);
    }
    // When
    List.of("a", "b", "c").forEach(namespace -> enter(namespace, 9));
    List<NamespaceTurns.Turn> aside = all();
    // Then
    assertThat(aside).hasSize(2);
    turns.leave(aside.getFirst());
    assertThat(all()).hasSize(1);
  }

  @Test
  void boundsHowManySlowPassesGiveTheirWorkerBack() {
    // Given
    List<NamespaceTurns.Turn> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      enter("slow-" + i, 1);
    }
    // When
    for (List<NamespaceTurns.Turn> more = all(); !more.isEmpty(); more = all()) {
      more.forEach(turns::takesLong);
      slow.addAll(more);
    }
    // Then
    assertThat(slow).hasSize(6 + 4);
  }

  @Test
  void setsANamespaceAsideWhosePassesFailInARow() {
    // Given
    enter("failing", 9);
    // When
    turns.failed("failing");
    turns.failed("failing");
    turns.succeeded("failing");
    turns.failed("failing");
    turns.failed("failing");
    // Then
    assertThat(turns.setAside()).isZero();
    // When
    turns.failed("failing");
    // Then
    assertThat(turns.setAside()).isEqualTo(1);
    assertThat(all()).hasSize(1);
  }

  @Test
  void countsNoFailuresOfLongAgo() {
    // Given
    turns.failed("failing");
    turns.failed("failing");
    // When
    clock.advance(Duration.ofMinutes(3));
    turns.failed("failing");
    // Then
    assertThat(turns.setAside()).isZero();
  }

  @Test
  void takesANamespaceBackAfterAQuietTime() {
    // Given
    enter("hanging", 1);
    NamespaceTurns.Turn hanging = next();
    turns.takesLong(hanging);
    clock.advance(Duration.ofHours(1));
    assertThat(turns.setAside()).isEqualTo(1);
    turns.leave(hanging);
    clock.advance(Duration.ofSeconds(89));
    assertThat(turns.setAside()).isEqualTo(1);
    // When
    clock.advance(Duration.ofSeconds(1));
    // Then
    assertThat(turns.setAside()).isZero();
    enter("hanging", 9);
    assertThat(all()).hasSize(3);
  }

  @Test
  void heedsNoAlarmForAPassThatIsOver() {
    // Given
    enter("quick", 1);
    NamespaceTurns.Turn quick = next();
    turns.leave(quick);
    // When
    turns.takesLong(quick);
    // Then
    assertThat(turns.setAside()).isZero();
    assertThat(turns.isIdle()).isTrue();
  }

  private void enter(String namespace, int passes) {
    for (int i = 0; i < passes; i++) {
      turns.enter(namespace, () -> begun.add(namespace));
    }
  }

  private NamespaceTurns.Turn next() {
    NamespaceTurns.Turn turn = Objects.requireNonNull(turns.next(), "somebody's turn");
    turn.pass().run();
    return turn;
  }

  private List<NamespaceTurns.Turn> all() {
    List<NamespaceTurns.Turn> all = new ArrayList<>();
    for (var turn = turns.next(); turn != null; turn = turns.next()) {
      turn.pass().run();
      all.add(turn);
    }
    return all;
  }
}
