package io.llmisvc.cluster.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class SelfSignedCertificateTest {
  private final SettableClock clock = new SettableClock();
  private final List<ServingCertificate> made = new CopyOnWriteArrayList<>();

  @Test
  void isMadeAnewBeforeItEnds() throws Exception {
    ServerNames names = new ServerNames(List.of("metrics.test"), List.of());
    try (CertificateSource source = new SelfSignedCertificate(names, clock, Duration.ofMillis(1))) {
      // When
      source.start(made::add);
      // Then
      Await.until("made", () -> made.size() == 1);
      assertThat(names.areIn(made.getFirst().certificate())).isTrue();
      // When
      clock.advance(Duration.ofDays(300));
      // Then
      Await.until("made anew", () -> made.size() == 2);
      assertThat(made.get(1).certificate().getNotAfter())
          .isAfter(made.get(0).certificate().getNotAfter());
    }
  }
}
