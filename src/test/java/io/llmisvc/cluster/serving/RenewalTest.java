package io.llmisvc.cluster.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.Pem;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.testing.SettableClock;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalTest {
  private static final SecretContent NONE = SecretContent.of(null);
  private static final ServerNames NAMES = ServingAccess.names("ns", "cluster.local", List.of());
  private static final Duration YEAR = Duration.ofDays(365);

  private final SettableClock clock = new SettableClock();
  private final Renewal renewal = new Renewal(NAMES);
  private final SecretContent first = renewal.of(NONE, clock.instant());

  @Test
  void makesAnAuthorityAndACertificateForTheNamesOfTheServices() throws Exception {
    // Then
    X509Certificate authority = Pem.certificates(first.bundle()).getFirst();
    ServingCertificate serving = ServingCertificate.parse(first.chain(), first.key());
    assertThat(serving.certificate().getSubjectAlternativeNames().stream().map(n -> n.get(1) + ""))
        .containsExactly(
            "llmisvc-webhook-server-service.ns.svc",
            "llmisvc-webhook-server-service.ns.svc.cluster.local",
            "llmisvc-conversion-service.ns.svc",
            "llmisvc-conversion-service.ns.svc.cluster.local");
    assertThat(KeyAndCertificate.isSignedBy(serving.certificate(), authority)).isTrue();
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(serving.certificate().getBasicConstraints()).isEqualTo(-1);
    assertThat(serving.key().getAlgorithm()).isEqualTo("EC");
    assertThat(serving.certificate().getNotAfter().toInstant())
        .isBetween(clock.instant().plus(YEAR).minusSeconds(600), clock.instant().plus(YEAR));
  }

  @Test
  void changesNothingUntilAThirdOfTheYearIsLeft() {
    clock.advance(Duration.ofDays(240));
    assertThat(renewal.of(first, clock.instant())).isEqualTo(first);
    clock.advance(Duration.ofDays(4));
    assertThat(renewal.of(first, clock.instant())).isNotEqualTo(first);
  }

  @Test
  void renewsTheCertificateWithTheSameAuthority() throws Exception {
    // Given
    clock.advance(Duration.ofDays(300));
    // When
    SecretContent next = renewal.of(first, clock.instant());
    // Then
    assertThat(next.bundle()).isEqualTo(first.bundle());
    assertThat(next.authorityKey()).isEqualTo(first.authorityKey());
    assertThat(next.chain()).isNotEqualTo(first.chain());
    assertThat(trusted(first, next)).isTrue();
  }

  @Test
  void hasANewAuthorityTrustedBeforeItSigns() throws Exception {
    // Given
    clock.advance(YEAR.multipliedBy(6));
    SecretContent before = renewal.of(first, clock.instant());
    clock.advance(Duration.ofDays(300));
    // When
    SecretContent rotated = renewal.of(before, clock.instant());
    // Then
    assertThat(rotated.bundle()).isNotEqualTo(before.bundle()).endsWith(before.bundle());
    assertThat(rotated.chain()).isEqualTo(before.chain());
    assertThat(trusted(before, rotated)).isTrue();
    assertThat(renewal.of(rotated, clock.instant())).isEqualTo(rotated);
    // When
    clock.advance(Renewal.HEARD_OF);
    SecretContent signed = renewal.of(rotated, clock.instant());
    // Then
    assertThat(signed.bundle()).isEqualTo(rotated.bundle());
    assertThat(trusted(rotated, signed)).isTrue();
    assertThat(trusted(before, signed)).isFalse();
    assertThat(renewal.of(signed, clock.instant())).isEqualTo(signed);
  }

  @Test
  void dropsAnAuthorityThatHasEnded() throws Exception {
    // Given
    SecretContent content = first;
    for (int year = 0; year <= 11; year++) {
      clock.advance(YEAR);
      content = renewal.of(content, clock.instant());
      clock.advance(Renewal.HEARD_OF);
      content = renewal.of(content, clock.instant());
    }
    // Then
    assertThat(Pem.certificates(content.bundle())).hasSize(1);
    assertThat(content.bundle()).isNotEqualTo(first.bundle());
    assertThat(trusted(content, content)).isTrue();
  }

  @Test
  void isForEachNameThatIsAsked() throws Exception {
    // Given
    Renewal more = new Renewal(ServingAccess.names("ns", "a.b", List.of("127.0.0.1", "hook.test")));
    // When
    SecretContent next = more.of(first, clock.instant());
    // Then
    assertThat(next.bundle()).isEqualTo(first.bundle());
    assertThat(certificate(next).getSubjectAlternativeNames().toString())
        .contains("svc.a.b", "127.0.0.1", "hook.test");
    assertThat(more.of(next, clock.instant())).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.crt", "ca.key", "tls.crt", "tls.key"})
  void replacesWhatCannotBeRead(String file) throws Exception {
    // Given
    SecretContent other = renewal.of(NONE, clock.instant());
    for (String text : List.of("", "no PEM", other.data().path(file).asText())) {
      var secret = JsonNodeFactory.instance.objectNode();
      secret.set("data", first.data().put(file, encode(text)));
      // When
      SecretContent mended = renewal.of(SecretContent.of(secret), clock.instant());
      // Then
      assertThat(trusted(mended, mended)).isTrue();
      assertThat(renewal.of(mended, clock.instant())).isEqualTo(mended);
    }
  }

  @Test
  void keepsTheCertificateWhenOnlyTheKeyOfTheAuthorityIsLost() throws Exception {
    // Given
    SecretContent lost = new SecretContent(first.bundle(), "", first.chain(), first.key());
    // When
    SecretContent mended = renewal.of(lost, clock.instant());
    // Then
    assertThat(mended.chain()).isEqualTo(first.chain());
    assertThat(mended.bundle()).endsWith(first.bundle());
  }

  @Test
  void refusesAKeyOfAnother() {
    SecretContent other = renewal.of(NONE, clock.instant());
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> ServingCertificate.parse(first.chain(), other.key()))
        .withMessage("the key is not that of the certificate");
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> ServingCertificate.parse("", other.key()));
  }

  @Test
  void keepsKeysOutOfTexts() throws Exception {
    assertThat(first + " " + ServingCertificate.parse(first.chain(), first.key()))
        .doesNotContain("PRIVATE", first.key().lines().skip(1).findFirst().orElseThrow());
  }

  private static boolean trusted(SecretContent byBundle, SecretContent content)
      throws GeneralSecurityException {
    X509Certificate certificate =
        ServingCertificate.parse(content.chain(), content.key()).certificate();
    return Pem.certificates(byBundle.bundle()).stream()
        .anyMatch(authority -> KeyAndCertificate.isSignedBy(certificate, authority));
  }

  private static X509Certificate certificate(SecretContent content)
      throws GeneralSecurityException {
    return Pem.certificates(content.chain()).getFirst();
  }

  private static String encode(String text) {
    return text.endsWith("=") ? text : Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
