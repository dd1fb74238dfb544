package io.llmisvc.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Signs certificates that say who a client of the API server is, and those of servers on loopback
 * that the API server calls.
 */
final class ClientAuthority {
  private static final X500Name NAME = new X500Name("CN=clients of a throwaway API server");
  private static final Duration LIFETIME = Duration.ofDays(7);

  private final KeyPair keys = newKeys("EC");
  private final Instant start = Instant.now();

  /** The certificate by which the API server knows it, as PEM. */
  String certificate() {
    return certificate(NAME, keys.getPublic(), Use.AUTHORITY);
  }

  /** What a kubeconfig says of a user that has a fresh certificate and key. */
  String credentials(String user, ClientKeyForm form) {
    KeyPair client = newKeys(form.algorithm());
    X500Name name = new X500NameBuilder().addRDN(BCStyle.CN, user).build();
    return "{client-certificate-data: %s, client-key-data: %s}"
        .formatted(
            base64(certificate(name, client.getPublic(), Use.CLIENT)), base64(form.pem(client)));
  }

  /** Certificate and key of a server on 127.0.0.1, as PEM. */
  Serving serving() {
    KeyPair server = newKeys("EC");
    return new Serving(
        certificate(new X500Name("CN=127.0.0.1"), server.getPublic(), Use.SERVER),
        ClientKeyForm.EC_PKCS8.pem(server));
  }

  record Serving(String certificate, String key) {}

  private enum Use {
    AUTHORITY,
    CLIENT,
    SERVER
  }

  private String certificate(X500Name subject, PublicKey key, Use use) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              new BigInteger(64, new SecureRandom()),
              Date.from(start.minus(Duration.ofMinutes(5))),
              Date.from(start.plus(LIFETIME)),
              subject,
              key);
      addExtensions(builder, use);
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
      return pem(builder.build(signer).getEncoded());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addExtensions(X509v3CertificateBuilder builder, Use use)
      throws CertIOException {
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(use == Use.AUTHORITY));
    switch (use) {
      case AUTHORITY -> {}
      case CLIENT ->
          builder.addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
      case SERVER -> {
        builder.addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
      }
    }
  }

  private static KeyPair newKeys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(byte[] der) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject("CERTIFICATE", der));
    }
    return text.toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
