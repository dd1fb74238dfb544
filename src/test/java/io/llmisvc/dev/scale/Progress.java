package io.llmisvc.dev.scale;

import java.time.Duration;
import java.util.function.Supplier;

/** Says on the standard error how far it is, with the seconds since the start. */
final class Progress {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(10);

  private final long start = System.nanoTime();
  private long last = start;
  private Duration pause = SOON;

  synchronized void say(String text) {
    last = System.nanoTime();
    pause = SOON;
    System.err.printf("%7.1f s  %s%n", Duration.ofNanos(last - start).toMillis() / 1000.0, text);
  }

  /** Where something lasts: says it when nothing was said for a while, and then now and then. */
  synchronized void sometimes(Supplier<String> text) {
    if (System.nanoTime() - last > pause.toNanos()) {
      say("  " + text.get());
      pause = LATER;
    }
  }
}
