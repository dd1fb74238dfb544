package io.llmisvc.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** The forms in which kubeconfig files carry private keys. */
public enum ClientKeyForm {
  RSA_PKCS1("RSA", "RSA PRIVATE KEY"),
  RSA_PKCS8("RSA", "PRIVATE KEY"),
  EC_SEC1("EC", "EC PRIVATE KEY"),
  EC_PKCS8("EC", "PRIVATE KEY");

  private static final int P256_BITS = 256;

  private final String algorithm;
  private final String header;

  ClientKeyForm(String algorithm, String header) {
    this.algorithm = algorithm;
    this.header = header;
  }

  String algorithm() {
    return algorithm;
  }

  String pem(KeyPair keys) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(header, der(keys)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private byte[] der(KeyPair keys) throws IOException {
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    return switch (this) {
      case RSA_PKCS8, EC_PKCS8 -> pkcs8;
      case RSA_PKCS1 -> encoded(PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey());
      case EC_SEC1 -> encoded(sec1(keys));
    };
  }

  /** As Go and OpenSSL write it: with the curve and the public key. */
  private static ASN1Encodable sec1(KeyPair keys) {
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
        P256_BITS,
        ((ECPrivateKey) keys.getPrivate()).getS(),
        SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()).getPublicKeyData(),
        SECObjectIdentifiers.secp256r1);
  }

  private static byte[] encoded(ASN1Encodable value) throws IOException {
    return value.toASN1Primitive().getEncoded();
  }
}
