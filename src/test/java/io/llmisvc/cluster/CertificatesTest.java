package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String KEY = "certificates.kserve.io/expiration";
  private static final ObjectKey SERVICE = new ObjectKey(Kind.SERVICE, "ns", "a");

  private final ObjectNode secret = JSON.createObjectNode();

  @Test
  void issuesAnEcdsaCertificateForAllNames() throws Exception {
    // When
    ObjectNode issued =
        at(NOW).complete(secret, request("a.svc", "b.svc"), MissingNode.getInstance());
    // Then
    X509Certificate certificate = certificate(issued);
    assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
    assertThat(certificate.getSubjectAlternativeNames().toString())
        .contains("a.svc", "b.svc", "127.0.0.1");
    assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOW.plus(Certificates.LIFETIME));
    certificate.verify(certificate.getPublicKey());
    assertThat(issued.at("/metadata/annotations").path(KEY).asText())
        .isEqualTo(NOW.plus(Certificates.RENEWED_AFTER).toString());
    assertThat(issued.at("/data/ca.crt")).isEqualTo(issued.at("/data/tls.crt"));
    assertThat(secret.isEmpty()).isTrue();
  }

  @Test
  void keepsTheLiveCertificateWhileItServes() {
    ObjectNode live =
        at(NOW).complete(secret, request("a.svc", "b.svc"), MissingNode.getInstance());
    ObjectNode next =
        at(NOW.plus(Duration.ofDays(7 * 365))).complete(secret, request("a.svc"), live);
    assertThat(next).isEqualTo(live);
  }

  @Test
  void knowsAnAddressInEachOfItsSpellings() {
    CertificateRequest request = request("a.svc").with(List.of("fd00::9", "fd00:0:0::a"));
    ObjectNode live = at(NOW).complete(secret, request, MissingNode.getInstance());
    ObjectNode next = at(NOW).complete(secret, request, live);
    assertThat(next).isEqualTo(live);
  }

  @Test
  void renewsWhenAThirdOfTheLifetimeIsLeft() {
    ObjectNode live = at(NOW).complete(secret, request("a.svc"), MissingNode.getInstance());
    ObjectNode next =
        at(NOW.plus(Certificates.RENEWED_AFTER)).complete(secret, request("a.svc"), live);
    assertThat(next.at("/data/tls.crt")).isNotEqualTo(live.at("/data/tls.crt"));
  }

  @Test
  void renewsForANewName() {
    ObjectNode live = at(NOW).complete(secret, request("a.svc"), MissingNode.getInstance());
    ObjectNode next = at(NOW).complete(secret, request("a.svc", "new.svc"), live);
    assertThat(next.at("/data/tls.crt")).isNotEqualTo(live.at("/data/tls.crt"));
  }

  @Test
  void replacesWhatCannotBeRead() {
    ObjectNode live = at(NOW).complete(secret, request("a.svc"), MissingNode.getInstance());
    ((ObjectNode) live.get("data")).put("tls.key", "bm90IGEga2V5");
    ObjectNode next = at(NOW).complete(secret, request("a.svc"), live);
    assertThat(next.at("/data/tls.key")).isNotEqualTo(live.at("/data/tls.key"));
  }

  private static Certificates at(Instant now) {
    return new Certificates(Clock.fixed(now, ZoneOffset.UTC));
  }

  private static CertificateRequest request(String... names) {
    return new CertificateRequest(List.of(names), List.of("127.0.0.1"), SERVICE, List.of(KEY));
  }

  private static X509Certificate certificate(ObjectNode secret) throws Exception {
    byte[] pem = Base64.getDecoder().decode(secret.at("/data/tls.crt").asText());
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }
}
