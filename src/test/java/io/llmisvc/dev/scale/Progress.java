package io.llmisvc.dev.scale;

import java.time.Duration;
import java.util.function.Supplier;

/** Says on the standard error how far it is, with the seconds since the start. */
final class Progress {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final long start = System.nanoTime();
  private long last = start;

  synchronized void say(String text) {
    last = System.nanoTime();
    System.err.printf("%7.1f s  %s%n", Duration.ofNanos(last - start).toMillis() / 1000.0, text);
  }

  /** Where something lasts: says it when nothing was said for a while. */
  synchronized void sometimes(Supplier<String> text) {
    if (System.nanoTime() - last > PERIOD.toNanos()) {
      say("  " + text.get());
    }
  }
}
