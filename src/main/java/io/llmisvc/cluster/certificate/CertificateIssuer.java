package io.llmisvc.cluster.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates with fresh ECDSA P-256 keys, for servers and for authorities. */
public final class CertificateIssuer {
  private static final X500Name SELF_SIGNED = new X500Name("O=llmisvc self-signed");

  private final SecureRandom random = new SecureRandom();

  /** Adds what a certificate is for. */
  private interface Extensions {
    void add(JcaX509v3CertificateBuilder builder) throws IOException;
  }

  /**
   * Who vouches for a certificate.
   *
   * @param keys sign it
   */
  private record Signer(X500Name name, KeyPair keys) {}

  /** The certificate of a server for which nobody else vouches. */
  public KeyAndCertificate selfSigned(ServerNames names, Validity validity) {
    KeyPair keys = keys();
    return sign(
        keys, SELF_SIGNED, validity, new Signer(SELF_SIGNED, keys), builder -> of(builder, names));
  }

  /** The certificate of a server for which an authority vouches. */
  public KeyAndCertificate signed(
      ServerNames names, Validity validity, KeyAndCertificate authority) {
    X509Certificate by = authority.certificate();
    return sign(
        keys(),
        new X500Name("CN=" + names.dnsNames().getFirst()),
        validity,
        new Signer(
            X500Name.getInstance(by.getSubjectX500Principal().getEncoded()),
            new KeyPair(by.getPublicKey(), authority.key())),
        builder -> of(builder, names));
  }

  /** An authority that vouches for servers; its name tells it from the one before. */
  public KeyAndCertificate authority(Validity validity) {
    KeyPair keys = keys();
    X500Name name = new X500Name("O=llmisvc,CN=llmisvc authority " + serial().toString(36));
    return sign(keys, name, validity, new Signer(name, keys), CertificateIssuer::ofAuthority);
  }

  private KeyAndCertificate sign(
      KeyPair keys, X500Name subject, Validity validity, Signer signer, Extensions extensions) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              signer.name(),
              serial(),
              Date.from(validity.from()),
              Date.from(validity.to()),
              subject,
              keys.getPublic());
      extensions.add(builder);
      return new KeyAndCertificate(
          keys.getPrivate(),
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA")
                          .build(signer.keys().getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every Java platform signs with ECDSA P-256", e);
    }
  }

  private KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has ECDSA P-256", e);
    }
  }

  private BigInteger serial() {
    return new BigInteger(127, random);
  }

  private static void of(JcaX509v3CertificateBuilder builder, ServerNames names)
      throws IOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(Extension.subjectAlternativeName, false, names.alternatives());
  }

  private static void ofAuthority(JcaX509v3CertificateBuilder builder) throws IOException {
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
  }
}
