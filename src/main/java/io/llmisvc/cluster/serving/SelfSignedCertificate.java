package io.llmisvc.cluster.serving;

import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of this process alone, made anew before it ends: it hides what is said, no more.
 */
final class SelfSignedCertificate implements CertificateSource {
  private static final Duration LIFETIME = Duration.ofDays(365);

  private final CertificateIssuer issuer = new CertificateIssuer();
  private final ServerNames names;
  private final Clock clock;
  private final Duration every;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-certificate").unstarted(task));
  private @Nullable Validity validity;

  /**
   * @param every how often it looks whether the certificate ends
   */
  SelfSignedCertificate(ServerNames names, Clock clock, Duration every) {
    this.names = names;
    this.clock = clock;
    this.every = every;
  }

  @Override
  public void start(Consumer<ServingCertificate> changed) {
    thread.scheduleWithFixedDelay(() -> look(changed), 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(Consumer<ServingCertificate> changed) {
    Instant now = clock.instant();
    if (validity == null || validity.ends(now)) {
      Validity next = Validity.of(now.minus(Duration.ofMinutes(5)), LIFETIME);
      validity = next;
      KeyAndCertificate made = issuer.selfSigned(names, next);
      changed.accept(new ServingCertificate(made.key(), List.of(made.certificate())));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
