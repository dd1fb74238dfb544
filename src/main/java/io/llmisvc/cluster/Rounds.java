package io.llmisvc.cluster;

import io.llmisvc.memo.LruCache;
import io.llmisvc.model.Child;
import io.llmisvc.model.naming.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which objects do not stay as they were applied. The first loss is made good at once; from the
 * second on, each apply of the same desired object waits longer than the one before. Another
 * desired object, or a quiet time, begins anew. Remembers the objects that were applied last.
 */
final class Rounds {
  private static final int REMEMBERED = 10_000;
  private static final int AT_ONCE = 1;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration QUIET = LONGEST.multipliedBy(3);

  private final Clock clock;
  private final LruCache<ObjectKey, Round> rounds = new LruCache<>(REMEMBERED);

  Rounds(Clock clock) {
    this.clock = clock;
  }

  /**
   * One apply of one object.
   *
   * @param desired tells desired objects apart
   * @param number of applies before that were lost
   * @param at when it was applied, or may be
   */
  record Round(int desired, int number, Instant at) {
    boolean isFight() {
      return number > AT_ONCE;
    }
  }

  /** The next apply of an object that is not as desired, and when it may be. */
  Round next(Child child) {
    int desired = child.object().hashCode();
    Instant now = clock.instant();
    @Nullable Round last = rounds.get(child.key());
    if (last == null || last.desired != desired || now.isAfter(last.at.plus(QUIET))) {
      return new Round(desired, 0, now);
    }
    return new Round(desired, last.number + 1, last.at.plus(delay(last.number + 1)));
  }

  /** How long the round has to wait; nothing when it may be now. */
  Duration wait(Round round) {
    Instant now = clock.instant();
    return now.isBefore(round.at) ? Duration.between(now, round.at) : Duration.ZERO;
  }

  /** The object was applied in this round. */
  void applied(ObjectKey key, Round round) {
    rounds.put(key, new Round(round.desired, round.number, clock.instant()));
  }

  /** We removed the object ourselves. */
  void forget(ObjectKey key) {
    rounds.remove(key);
  }

  /** None, then 1 s, 2 s, 4 s and so on. */
  private static Duration delay(int number) {
    if (number <= AT_ONCE) {
      return Duration.ZERO;
    }
    Duration delay = FIRST.multipliedBy(1L << Math.min(number - AT_ONCE - 1, 20));
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
