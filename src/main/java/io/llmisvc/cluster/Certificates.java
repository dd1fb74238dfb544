package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.CertificateRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.openssl.PEMParser;

/**
 * Completes the TLS Secret of a service: keeps the live certificate while it is good, else has a
 * new one issued. It is renewed when a third of its lifetime is left.
 */
final class Certificates {
  static final Duration LIFETIME = Duration.ofDays(12 * 365L);
  static final Duration RENEWED_AFTER = Duration.ofDays(8 * 365L);

  private final SelfSigned selfSigned = new SelfSigned();
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
    secret.set("data", selfSigned.issue(request, now, LIFETIME));
    annotate(secret, request, now.plus(RENEWED_AFTER).truncatedTo(ChronoUnit.SECONDS).toString());
    return secret;
  }

  private boolean isGood(CertificateRequest request, JsonNode live) {
    JsonNode data = live.path("data");
    if (!data.hasNonNull("tls.key") || !data.hasNonNull("tls.crt") || isExpired(request, live)) {
      return false;
    }
    try {
      X509Certificate certificate = parse(decode(data.get("tls.crt")));
      return isPrivateKey(decode(data.get("tls.key")))
          && certificate.getNotAfter().toInstant().isAfter(clock.instant())
          && covers(certificate, request);
    } catch (CertificateException | IOException | IllegalArgumentException e) {
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

  private static boolean covers(X509Certificate certificate, CertificateRequest request)
      throws CertificateException, UnknownHostException {
    Set<String> names = new HashSet<>();
    var alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives != null) {
      alternatives.forEach(alternative -> names.add(String.valueOf(alternative.get(1))));
    }
    for (String address : request.ipAddresses()) {
      if (!names.contains(address) && !names.contains(asInCertificate(address))) {
        return false;
      }
    }
    return names.containsAll(request.dnsNames());
  }

  /** An IPv6 address has many spellings; Java reads out of a certificate one of its own. */
  private static String asInCertificate(String address) throws UnknownHostException {
    GeneralName name = new GeneralName(GeneralName.iPAddress, address);
    byte[] octets = ASN1OctetString.getInstance(name.getName()).getOctets();
    return InetAddress.getByAddress(octets).getHostAddress();
  }

  private static X509Certificate parse(byte[] pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }

  private static boolean isPrivateKey(byte[] pem) throws IOException {
    try (PEMParser parser =
        new PEMParser(new StringReader(new String(pem, StandardCharsets.UTF_8)))) {
      return parser.readObject() != null;
    }
  }

  private static byte[] decode(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText());
  }
}
