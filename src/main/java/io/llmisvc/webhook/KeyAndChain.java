package io.llmisvc.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llmisvc.cluster.serving.ServingCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** A private key and its certificate, the first of the chain. */
record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  KeyAndChain {
    chain = List.copyOf(chain);
  }

  /**
   * @throws GeneralSecurityException when one cannot be read, or is not the other's: whoever writes
   *     files one after the other is seen in between
   */
  static KeyAndChain of(Vertx vertx, ServingCertificate certificate)
      throws GeneralSecurityException {
    for (KeyManager keys : read(vertx, certificate)) {
      for (String type : SIGNATURES.keySet()) {
        if (keys instanceof X509KeyManager pairs && pairs.getServerAliases(type, null) != null) {
          String alias = pairs.getServerAliases(type, null)[0];
          KeyAndChain found =
              new KeyAndChain(
                  pairs.getPrivateKey(alias), List.of(pairs.getCertificateChain(alias)));
          found.requirePair();
          return found;
        }
      }
    }
    throw new InvalidKeyException("a key of no known type");
  }

  private static KeyManager[] read(Vertx vertx, ServingCertificate certificate)
      throws GeneralSecurityException {
    try {
      return new PemKeyCertOptions()
          .addCertValue(Buffer.buffer(certificate.chain()))
          .addKeyValue(Buffer.buffer(certificate.key()))
          .getKeyManagerFactory(vertx)
          .getKeyManagers();
    } catch (Exception e) { // as the method declares
      throw new InvalidKeyException(e.getMessage(), e);
    }
  }

  private void requirePair() throws GeneralSecurityException {
    byte[] sample = type().getBytes(UTF_8);
    Signature signature = Signature.getInstance(SIGNATURES.get(type()));
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(chain.getFirst());
    signature.update(sample);
    if (!signature.verify(signed)) {
      throw new InvalidKeyException("the key is not that of the certificate");
    }
  }

  /** The algorithm, by the name that is asked for in a handshake. */
  String type() {
    return chain.getFirst().getPublicKey().getAlgorithm();
  }
}
