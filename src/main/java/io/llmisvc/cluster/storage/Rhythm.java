package io.llmisvc.cluster.storage;

import java.time.Duration;

/**
 * How fast objects are rewritten.
 *
 * @param heardOf until every API server writes the storage version that a definition says
 * @param each from one object to the next
 * @param again until what failed is tried again; longer each time
 * @param longest that it grows to
 */
record Rhythm(Duration heardOf, Duration each, Duration again, Duration longest) {
  /** Some thousand objects in a few minutes: nobody waits for it. */
  static Rhythm production() {
    return new Rhythm(
        Duration.ofSeconds(10),
        Duration.ofMillis(50),
        Duration.ofSeconds(2),
        Duration.ofMinutes(10));
  }

  Duration again(int failures) {
    Duration pause = again;
    for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
      pause = pause.multipliedBy(3).dividedBy(2);
    }
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
