package io.llmisvc.cli.input;

import io.llmisvc.fitness.TrustEnd;
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

  /** When the last of them ends, or why that cannot be said. */
  static TrustEnd read(String bundle) {
    try {
      byte[] pem = Base64.getDecoder().decode(bundle);
      Optional<Instant> end =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .map(certificate -> certificate.getNotAfter().toInstant())
              .max(Comparator.naturalOrder());
      return end.map(TrustEnd::at).orElseGet(() -> TrustEnd.unreadable("it holds none"));
    } catch (IllegalArgumentException e) {
      return TrustEnd.unreadable("it is not base64");
    } catch (CertificateException e) {
      return TrustEnd.unreadable(String.valueOf(e.getMessage()));
    }
  }
}
