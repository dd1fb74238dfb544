package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleCollectionTest {
  private final AtomicLong passes = new AtomicLong();
  private final AtomicInteger collections = new AtomicInteger();
  private final IdleCollection idle = new IdleCollection(passes::get, collections::incrementAndGet);

  @AfterEach
  void close() {
    idle.close();
  }

  @Test
  void collectsOnceWhenTheStartIsOver() {
    // When
    idle.look();
    assertThat(collections).hasValue(0);
    idle.look();
    idle.look();
    // Then
    assertThat(collections).hasValue(1);
  }

  @Test
  void waitsForTheEndOfABurst() {
    // Given
    idle.look();
    idle.look();
    // When
    passes.addAndGet(5);
    idle.look();
    passes.addAndGet(5);
    idle.look();
    // Then
    assertThat(collections).hasValue(1);
    // When
    idle.look();
    idle.look();
    // Then
    assertThat(collections).hasValue(2);
  }
}
