package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import io.llmisvc.cluster.lease.LeaseTerm;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the framework from beginning passes while this operator does not lead, the finalizer that
 * it adds before a pass included. What would have had a pass is remembered by the framework and has
 * it when the term begins; until then it is asked about now and then.
 */
final class LeaderGate implements RateLimiter<LeaderGate.Nothing> {
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final LeaseTerm term;

  LeaderGate(LeaseTerm term) {
    this.term = term;
  }

  /** All resources alike. */
  enum Nothing implements RateLimiter.RateLimitState {
    NOTHING
  }

  @Override
  public Optional<Duration> isLimited(RateLimitState resource) {
    return term.isOver() ? Optional.of(AGAIN) : Optional.empty();
  }

  @Override
  public Nothing initState() {
    return Nothing.NOTHING;
  }
}
