package io.llmisvc.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a Secret is said, and nothing of one that serves. */
class CertificateSecretTest {
  private static final Instant NOW = Instant.parse("2026-11-27T01:00:00Z");
  private static final Validity DAY = Validity.of(NOW, Duration.ofDays(1));
  private static final ServerNames NAMES = new ServerNames(List.of("llm.team.svc"), List.of());
  private static final CertificateIssuer ISSUER = new CertificateIssuer();

  private final KeyAndCertificate server = ISSUER.selfSigned(NAMES, DAY);
  private final KeyAndCertificate authority = ISSUER.authority(DAY);

  @Test
  void hasNothingToSayOfWhatServes() {
    // Given
    KeyAndCertificate signed = ISSUER.signed(NAMES, DAY, authority);
    // Then
    assertThat(problem(secret(pem(server), server.keyPem(), pem(server)), NOW)).isEqualTo("-");
    assertThat(problem(secret(pem(signed), signed.keyPem(), pem(authority)), NOW)).isEqualTo("-");
    assertThat(problem(secret(pem(signed), signed.keyPem(), ""), NOW)).isEqualTo("-");
  }

  @Test
  void saysWhenItHolds() {
    ObjectNode secret = secret(pem(server), server.keyPem(), pem(server));
    assertThat(problem(secret, NOW.plus(Duration.ofDays(2))))
        .isEqualTo("Secret team/certs: data[tls.crt] ended at 2026-11-28T01:00:00Z");
    assertThat(problem(secret, NOW.minusSeconds(1)))
        .isEqualTo("Secret team/certs: data[tls.crt] is not valid before 2026-11-27T01:00:00Z");
  }

  @Test
  void namesTheNameForWhichItIsNotValid() {
    // Given
    ServerNames other = new ServerNames(List.of("other.team.svc"), List.of());
    KeyAndCertificate wrong = ISSUER.selfSigned(other, DAY);
    // Then
    assertThat(problem(secret(pem(wrong), wrong.keyPem(), ""), NOW))
        .isEqualTo("Secret team/certs: data[tls.crt] is not valid for llm.team.svc");
  }

  @Test
  void tellsWhatDoesNotFit() {
    assertThat(problem(secret(pem(server), authority.keyPem(), ""), NOW))
        .isEqualTo("Secret team/certs: data[tls.key] is not the key of tls.crt");
    assertThat(problem(secret(pem(server), server.keyPem(), pem(authority)), NOW))
        .isEqualTo("Secret team/certs: data[ca.crt] does not vouch for tls.crt");
  }

  @Test
  void tellsWhatCannotBeRead() {
    ObjectNode damaged = secret(pem(server), server.keyPem(), "");
    damaged.withObjectProperty("data").put("tls.crt", "no base64!");
    assertThat(problem(damaged, NOW)).endsWith("data[tls.crt] cannot be read as certificates");
    damaged.withObjectProperty("data").put("ca.crt", "no base64!");
    damaged.withObjectProperty("data").put("tls.crt", encode(pem(server)));
    assertThat(problem(damaged, NOW)).endsWith("data[ca.crt] cannot be read as certificates");
    assertThat(problem(secret("", server.keyPem(), ""), NOW))
        .endsWith("data[tls.crt] holds no certificate");
    assertThat(problem(secret(pem(server), "", ""), NOW))
        .endsWith("data[tls.key] cannot be read as the key of tls.crt");
  }

  private static String problem(ObjectNode secret, Instant now) {
    return new CertificateSecret(secret).problem(NAMES.dnsNames(), now).orElse("-");
  }

  private static String pem(KeyAndCertificate one) {
    return one.certificatePem();
  }

  private static ObjectNode secret(String certificate, String key, String authority) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("namespace", "team").put("name", "certs");
    ObjectNode data = secret.putObject("data");
    data.put("tls.crt", encode(certificate)).put("tls.key", encode(key));
    return authority.isEmpty() ? secret : set(secret, authority);
  }

  private static ObjectNode set(ObjectNode secret, String authority) {
    secret.withObjectProperty("data").put("ca.crt", encode(authority));
    return secret;
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
