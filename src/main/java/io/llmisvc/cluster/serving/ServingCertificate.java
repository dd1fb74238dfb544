package io.llmisvc.cluster.serving;

import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.Pem;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * With what a server shows who it is.
 *
 * @param key the private key; in no text of this record
 * @param chain the certificate for the key, and those of who vouches for it
 */
public record ServingCertificate(PrivateKey key, List<X509Certificate> chain) {
  public ServingCertificate {
    chain = List.copyOf(chain);
  }

  /**
   * @throws GeneralSecurityException when one cannot be read, or is not the other's: whoever writes
   *     files one after the other is seen in between
   */
  public static ServingCertificate parse(String chain, String key) throws GeneralSecurityException {
    List<X509Certificate> certificates = Pem.certificates(chain);
    if (certificates.isEmpty()) {
      throw new CertificateException("no certificate");
    }
    ServingCertificate parsed =
        new ServingCertificate(
            Pem.key(key, certificates.getFirst().getPublicKey().getAlgorithm()), certificates);
    if (!new KeyAndCertificate(parsed.key, parsed.certificate()).isPair()) {
      throw new InvalidKeyException("the key is not that of the certificate");
    }
    return parsed;
  }

  /** The one for the key. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  @Override
  public String toString() {
    return "ServingCertificate[until " + certificate().getNotAfter().toInstant() + "]";
  }
}
