package io.llmisvc.dev.scale;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks another one at most that often, and says meanwhile what it said. */
final class Seldom implements BooleanSupplier {
  private final long pauseNanos;
  private final BooleanSupplier other;
  private long asked;
  private boolean answer;

  Seldom(Duration pause, BooleanSupplier other) {
    this.pauseNanos = pause.toNanos();
    this.other = other;
    this.asked = System.nanoTime() - pauseNanos;
  }

  @Override
  public boolean getAsBoolean() {
    if (System.nanoTime() - asked >= pauseNanos) {
      answer = other.getAsBoolean();
      asked = System.nanoTime();
    }
    return answer;
  }
}
