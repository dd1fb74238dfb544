package io.llmisvc.fitness;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when the certificates of a {@code caBundle} are trusted.
 *
 * @param last when the last of them ends; absent when that cannot be said
 * @param problem why it cannot be said, else empty
 */
public record TrustEnd(@Nullable Instant last, String problem) {
  /** They end then. */
  public static TrustEnd at(Instant last) {
    return new TrustEnd(last, "");
  }

  /** There is no certificate to trust. */
  public static TrustEnd unreadable(String problem) {
    return new TrustEnd(null, problem);
  }
}
