package io.llmisvc.fitness;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/** Certificates in base64 of PEM, as a {@code caBundle} has them. */
final class TrustBundle {
  private TrustBundle() {}

  /**
   * When the last of them ends; empty when there is none.
   *
   * @throws CertificateException when it is something else
   */
  static Optional<Instant> end(String bundle) throws CertificateException {
    try {
      byte[] pem = Base64.getDecoder().decode(bundle);
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .stream()
          .map(X509Certificate.class::cast)
          .map(certificate -> certificate.getNotAfter().toInstant())
          .max(Comparator.naturalOrder());
    } catch (IllegalArgumentException e) {
      throw new CertificateException("it is not base64", e);
    }
  }
}
