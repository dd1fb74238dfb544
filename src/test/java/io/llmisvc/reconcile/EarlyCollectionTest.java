package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarlyCollectionTest {
  private static final int MIB = 1 << 20;

  private final AtomicLong passes = new AtomicLong();
  private final AtomicLong old = new AtomicLong();
  private final AtomicInteger collections = new AtomicInteger();
  private long live;
  private final EarlyCollection collection =
      new EarlyCollection(
          passes::get,
          old::get,
          () -> {
            collections.incrementAndGet();
            old.set(live);
          });

  @AfterEach
  void close() {
    collection.close();
  }

  private void rest() {
    for (int second = 0; second <= 20; second++) {
      collection.look();
    }
  }

  @Test
  void collectsOnceWhenTheStartIsOver() {
    // When
    collection.look();
    assertThat(collections).hasValue(0);
    rest();
    // Then
    assertThat(collections).hasValue(1);
  }

  @Test
  void waitsForTheEndOfABurst() {
    // Given
    rest();
    // When
    for (int second = 0; second < 20; second++) {
      passes.incrementAndGet();
      collection.look();
    }
    // Then
    assertThat(collections).hasValue(1);
    // When
    rest();
    // Then
    assertThat(collections).hasValue(2);
  }

  @Test
  void doesNotWaitWhenMuchHasSurvived() {
    // Given
    live = 80 * MIB;
    old.set(live);
    busyLook();
    assertThat(collections).hasValue(1);
    // When
    old.set(119 * MIB);
    busyLook();
    // Then
    assertThat(collections).hasValue(1);
    // When
    old.set(121 * MIB);
    busyLook();
    busyLook();
    // Then
    assertThat(collections).hasValue(2);
  }

  @Test
  void leavesLittleGarbageAlone() {
    // When
    old.set(20 * MIB);
    busyLook();
    // Then
    assertThat(collections).hasValue(0);
  }

  @Test
  void findsTheOldGenerationOfThisMachine() {
    assertThat(EarlyCollection.oldGeneration().getAsLong()).isNotNegative();
  }

  private void busyLook() {
    passes.incrementAndGet();
    collection.look();
  }
}
