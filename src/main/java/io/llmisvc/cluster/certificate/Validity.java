package io.llmisvc.cluster.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** From when to when a certificate holds. */
public record Validity(Instant from, Instant to) {
  /** From now on. */
  public static Validity of(Instant now, Duration lifetime) {
    return new Validity(now, now.plus(lifetime));
  }

  public static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(to);
  }

  /** True when at most a third of it is left. */
  public boolean ends(Instant now) {
    return !now.isBefore(to.minus(Duration.between(from, to).dividedBy(3)));
  }
}
