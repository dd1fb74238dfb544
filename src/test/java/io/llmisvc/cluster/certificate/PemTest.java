package io.llmisvc.cluster.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final KeyAndCertificate SERVER =
      new CertificateIssuer()
          .selfSigned(
              new ServerNames(List.of("a"), List.of()),
              Validity.of(Instant.now(), Duration.ofDays(1)));

  @Test
  void readsTheOlderFormsOfKeys() throws Exception {
    // Given
    KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    ECPrivateKey elliptic = (ECPrivateKey) SERVER.key();
    byte[] sec1 =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
                256, elliptic.getS(), SECObjectIdentifiers.secp256r1)
            .getEncoded();
    // When // Then
    assertThat(Pem.key(written(rsa.getPrivate()), "RSA")).isEqualTo(rsa.getPrivate());
    assertThat(Pem.key("text\n" + Pem.encode("EC PRIVATE KEY", sec1), "EC"))
        .isInstanceOfSatisfying(
            ECPrivateKey.class, key -> assertThat(key.getS()).isEqualTo(elliptic.getS()));
  }

  private static String written(PrivateKey key) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(key);
    }
    assertThat(text.toString()).startsWith("-----BEGIN RSA PRIVATE KEY-----");
    return text.toString();
  }

  @Test
  void readsWhatItWrote() throws Exception {
    String text = SERVER.certificatePem() + SERVER.keyPem();
    assertThat(Pem.key(text, "EC")).isEqualTo(SERVER.key());
    assertThat(Pem.certificates(SERVER.certificatePem() + SERVER.certificatePem()))
        .containsExactly(SERVER.certificate(), SERVER.certificate());
    assertThat(Pem.certificates("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n"
      })
  void saysThatAKeyCannotBeRead(String text) {
    assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(() -> Pem.key(text, "EC"));
  }
}
