package io.llmisvc.reconcile;

import io.llmisvc.api.status.LLMInferenceServiceConfigStatus;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the list of a config's users from being written for each service of many that come. */
final class Pace {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Clock clock;
  private final Map<NamespacedName, Instant> written = new ConcurrentHashMap<>();

  Pace(Clock clock) {
    this.clock = clock;
  }

  void wrote(NamespacedName config) {
    written.put(config, clock.instant());
  }

  void forget(NamespacedName config) {
    written.remove(config);
  }

  /** How long to wait; zero or less when not at all, as for a spec that nobody has looked at. */
  Duration untilNext(StoredConfig config, @Nullable LLMInferenceServiceConfigStatus status) {
    Instant last = written.get(config.id());
    boolean isNews =
        status == null
            || !Objects.equals(status.observedGeneration(), config.getMetadata().getGeneration());
    return last == null || isNews
        ? Duration.ZERO
        : Duration.between(clock.instant(), last.plus(INTERVAL));
  }
}
