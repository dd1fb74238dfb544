package io.llmisvc.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.fitness.TrustEnd;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TrustBundleTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void endsWithTheLastOfItsCertificates() {
    assertThat(TrustBundle.read(encoded(authority(NOON.plusSeconds(9)) + authority(NOON))))
        .isEqualTo(TrustEnd.at(NOON.plusSeconds(9)));
  }

  @Test
  void saysWhatIsNoCertificate() {
    assertThat(TrustBundle.read("%")).isEqualTo(TrustEnd.unreadable("it is not base64"));
    assertThat(TrustBundle.read("")).isEqualTo(TrustEnd.unreadable("it holds none"));
    assertThat(TrustBundle.read(encoded("a certificate")).problem()).isNotEmpty();
  }

  private static String authority(Instant end) {
    return new CertificateIssuer()
        .authority(new Validity(end.minusSeconds(60), end))
        .certificatePem();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
