package io.llmisvc.cluster.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/** Keys and certificates as text. */
public final class Pem {
  private Pem() {}

  public static String of(X509Certificate certificate) {
    try {
      return encode("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("what was parsed has bytes", e);
    }
  }

  static String encode(String type, byte[] content) {
    StringWriter pem = new StringWriter();
    try (PemWriter writer = new PemWriter(pem)) {
      writer.writeObject(new PemObject(type, content));
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return pem.toString();
  }

  /** All certificates of a text; none when it has none. */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(text.getBytes(UTF_8)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /**
   * The first private key of a text, in any of the forms that are in use.
   *
   * @param algorithm of the key, as its certificate says
   */
  public static PrivateKey key(String text, String algorithm) throws GeneralSecurityException {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        PrivateKeyInfo info =
            part instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : asKey(part);
        if (info != null) {
          return KeyFactory.getInstance(algorithm)
              .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        }
      }
      throw new InvalidKeyException("no private key");
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      throw new InvalidKeyException("a private key that cannot be read", e);
    }
  }

  private static @Nullable PrivateKeyInfo asKey(Object part) {
    return part instanceof PrivateKeyInfo info ? info : null;
  }
}
