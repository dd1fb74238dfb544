package io.llmisvc.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.Pem;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.model.CertificateRequest;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/**
 * Completes the TLS Secret of a service: keeps the live certificate while it is good, else has a
 * new one issued. It is renewed when a third of its lifetime is left.
 */
final class Certificates {
  static final Duration LIFETIME = Duration.ofDays(12 * 365L);
  static final Duration RENEWED_AFTER = Duration.ofDays(8 * 365L);

  private final CertificateIssuer issuer = new CertificateIssuer();
  private final Clock clock;

  Certificates(Clock clock) {
    this.clock = clock;
  }

  /** The desired Secret with its data: the live one's when that still serves, else new. */
  ObjectNode complete(ObjectNode desired, CertificateRequest request, JsonNode live) {
    ObjectNode secret = desired.deepCopy();
    if (isGood(request, live)) {
      secret.set("data", live.get("data").deepCopy());
      annotate(secret, request, renewal(request, live));
      return secret;
    }
    Instant now = clock.instant();
    secret.set("data", data(issuer.selfSigned(names(request), Validity.of(now, LIFETIME))));
    annotate(secret, request, now.plus(RENEWED_AFTER).truncatedTo(ChronoUnit.SECONDS).toString());
    return secret;
  }

  private boolean isGood(CertificateRequest request, JsonNode live) {
    JsonNode data = live.path("data");
    if (!data.hasNonNull("tls.key") || !data.hasNonNull("tls.crt") || isExpired(request, live)) {
      return false;
    }
    try {
      List<X509Certificate> chain = Pem.certificates(decode(data.get("tls.crt")));
      return !chain.isEmpty()
          && !Validity.of(chain.getFirst()).isOver(clock.instant())
          && names(request).areIn(chain.getFirst())
          && isKeyOf(chain.getFirst(), decode(data.get("tls.key")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // unreadable key or certificate: a new one replaces it
    }
  }

  private boolean isExpired(CertificateRequest request, JsonNode live) {
    try {
      String renewal = renewal(request, live);
      return !renewal.isEmpty() && !Instant.parse(renewal).isAfter(clock.instant());
    } catch (DateTimeException e) {
      return false; // not a time: the certificate's own end decides
    }
  }

  private static String renewal(CertificateRequest request, JsonNode live) {
    JsonNode annotations = live.path("metadata").path("annotations");
    return request.renewalAnnotations().stream()
        .filter(annotations::hasNonNull)
        .map(key -> annotations.get(key).asText())
        .findFirst()
        .orElse("");
  }

  private static void annotate(ObjectNode secret, CertificateRequest request, String renewal) {
    if (!renewal.isEmpty() && !request.renewalAnnotations().isEmpty()) {
      secret
          .withObjectProperty("metadata")
          .withObjectProperty("annotations")
          .put(request.renewalAnnotations().getFirst(), renewal);
    }
  }

  /** Whether it can be read; whether the two fit would cost more than the rest of a pass. */
  private static boolean isKeyOf(X509Certificate certificate, String key)
      throws GeneralSecurityException {
    return Pem.key(key, certificate.getPublicKey().getAlgorithm()) != null;
  }

  private static ServerNames names(CertificateRequest request) {
    return new ServerNames(request.dnsNames(), request.ipAddresses());
  }

  private static ObjectNode data(KeyAndCertificate issued) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("ca.crt", encode(issued.certificatePem()));
    data.put("tls.crt", encode(issued.certificatePem()));
    data.put("tls.key", encode(issued.keyPem()));
    return data;
  }

  private static String decode(JsonNode base64) {
    return new String(Base64.getDecoder().decode(base64.asText()), UTF_8);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
