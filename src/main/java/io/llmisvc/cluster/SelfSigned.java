package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.CertificateRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Issues server certificates that nobody else vouches for, with ECDSA P-256 keys. */
final class SelfSigned {
  private static final X500Name ISSUER = new X500Name("O=llmisvc self-signed");

  private final SecureRandom random = new SecureRandom();

  /** The data of a TLS Secret with a fresh key, valid from now on. */
  ObjectNode issue(CertificateRequest request, Instant now, Duration lifetime) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      var builder =
          new JcaX509v3CertificateBuilder(
              ISSUER,
              new BigInteger(127, random),
              Date.from(now),
              Date.from(now.plus(lifetime)),
              ISSUER,
              pair.getPublic());
      extend(builder, request);
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      return data(builder.build(signer).getEncoded(), pair);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every Java platform signs with ECDSA P-256", e);
    }
  }

  private static void extend(JcaX509v3CertificateBuilder builder, CertificateRequest request)
      throws IOException {
    List<GeneralName> names = new ArrayList<>();
    request.dnsNames().forEach(dns -> names.add(new GeneralName(GeneralName.dNSName, dns)));
    request.ipAddresses().forEach(ip -> names.add(new GeneralName(GeneralName.iPAddress, ip)));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(names.toArray(GeneralName[]::new)));
  }

  private static ObjectNode data(byte[] certificate, KeyPair pair) throws IOException {
    String encoded = encode("CERTIFICATE", certificate);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("ca.crt", encoded);
    data.put("tls.crt", encoded);
    data.put("tls.key", encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
    return data;
  }

  private static String encode(String type, byte[] content) throws IOException {
    StringWriter pem = new StringWriter();
    try (PemWriter writer = new PemWriter(pem)) {
      writer.writeObject(new PemObject(type, content));
    }
    return Base64.getEncoder().encodeToString(pem.toString().getBytes(StandardCharsets.UTF_8));
  }
}
