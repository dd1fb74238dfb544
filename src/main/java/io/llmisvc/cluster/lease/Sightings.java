package io.llmisvc.cluster.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else's lease was and since when it is that, by our clock: it has run out when its
 * holder changed nothing for as long as it lasts.
 */
final class Sightings {
  private @Nullable LeaseSpec last;
  private long since;

  /**
   * @param now after the lease was read
   */
  boolean hasRunOut(Lease lease, long now) {
    @Nullable LeaseSpec spec = lease.getSpec();
    if (spec == null || !Objects.equals(spec, last)) {
      last = spec;
      since = now;
      return spec == null;
    }
    return now - since > duration(spec).toNanos();
  }

  void forget() {
    last = null;
  }

  private static Duration duration(LeaseSpec spec) {
    @Nullable Integer seconds = spec.getLeaseDurationSeconds();
    return Duration.ofSeconds(seconds == null ? 0 : seconds);
  }
}
