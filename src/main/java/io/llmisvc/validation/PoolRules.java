package io.llmisvc.validation;

import io.llmisvc.api.router.InferencePoolSpec;
import java.util.HashSet;
import java.util.List;

/** A pool; at {@code spec.router.scheduler.pool.spec}. */
final class PoolRules {
  private static final int MOST_LABELS = 64;

  static final List<Rule<InferencePoolSpec>> ALL =
      List.of(
          Rule.error(
              ".selector",
              pool -> pool.matchLabels().size() > MOST_LABELS,
              pool -> "has %d labels; at most 64 are allowed".formatted(pool.matchLabels().size())),
          Rule.error(
              ".targetPorts",
              pool -> new HashSet<>(pool.portNumbers()).size() < pool.portNumbers().size(),
              pool -> "must be distinct, not " + pool.portNumbers()));

  private PoolRules() {}
}
