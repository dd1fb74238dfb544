package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.testing.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long an apply waits after those before it were lost. */
class RoundsTest {
  private final SettableClock clock = new SettableClock();
  private final Rounds rounds = new Rounds(clock);

  @Test
  void makesTheFirstLossGoodAtOnceAndWaitsLongerEachTimeAfterIt() {
    // When
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      waits.add(fight(child("a")));
    }
    // Then
    assertThat(waits)
        .isEqualTo(
            Stream.of(0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300)
                .map(Duration::ofSeconds)
                .toList());
  }

  @Test
  void waitsFromTheLastApplyOn() {
    // Given
    fight(child("a"));
    fight(child("a"));
    fight(child("a"));
    // When
    clock.advance(Duration.ofMillis(500));
    // Then
    assertThat(rounds.wait(rounds.next(child("a")))).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void beginsAnewWithAnotherDesiredObject() {
    // Given
    fight(child("a"));
    fight(child("a"));
    fight(child("a"));
    // When
    Rounds.Round other = rounds.next(child("b"));
    // Then
    assertThat(rounds.wait(other)).isZero();
    assertThat(other.isFight()).isFalse();
  }

  @Test
  void beginsAnewAfterAQuietTime() {
    // Given
    for (int i = 0; i < 20; i++) {
      fight(child("a"));
    }
    // When
    clock.advance(Duration.ofMinutes(15).plusMillis(1));
    // Then
    assertThat(rounds.wait(rounds.next(child("a")))).isZero();
  }

  @Test
  void beginsAnewWhenWeRemovedTheObjectOurselves() {
    // Given
    fight(child("a"));
    fight(child("a"));
    // When
    rounds.forget(child("a").key());
    // Then
    assertThat(rounds.wait(rounds.next(child("a")))).isZero();
  }

  /** Waits as long as it has to and applies; how long that was. */
  private Duration fight(Child child) {
    Rounds.Round round = rounds.next(child);
    Duration wait = rounds.wait(round);
    clock.advance(wait);
    rounds.applied(child.key(), round);
    return wait;
  }

  private static Child child(String data) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("namespace", "ns").put("name", "child");
    object.putObject("data").put("key", data);
    return new Child(ChildRole.CA_BUNDLE, object);
  }
}
