package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Utils;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Which kind of private key the operator shows to the API server. By itself the client takes every
 * key in PKCS#8 for one of RSA, and does not start with another.
 */
public final class ClientKey {
  private static final String SETTING = Config.KUBERNETES_CLIENT_KEY_ALGO_SYSTEM_PROPERTY;

  private ClientKey() {}

  /**
   * Looks at the key that clients of this process will be made with and tells them its kind, unless
   * somebody did. To be called before the first of them: not all are ours to configure.
   */
  public static void announce() {
    if (Utils.getSystemPropertyOrEnvVar(SETTING) == null
        && isElliptic(Config.autoConfigure(null))) {
      System.setProperty(SETTING, "EC");
    }
  }

  private static boolean isElliptic(Config config) {
    try (PEMParser parser = new PEMParser(new StringReader(pem(config)))) {
      Object key = parser.readObject();
      if (key instanceof PEMKeyPair pair) {
        return isElliptic(pair.getPrivateKeyInfo());
      }
      return key instanceof PrivateKeyInfo info && isElliptic(info);
    } catch (IOException | IllegalArgumentException e) {
      return false; // what is wrong with the key is told by the client that needs it
    }
  }

  private static boolean isElliptic(PrivateKeyInfo key) {
    return key.getPrivateKeyAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
  }

  private static String pem(Config config) throws IOException {
    if (config.getClientKeyData() != null) {
      byte[] decoded = Base64.getMimeDecoder().decode(config.getClientKeyData());
      return new String(decoded, StandardCharsets.UTF_8);
    }
    return config.getClientKeyFile() == null
        ? ""
        : Files.readString(Path.of(config.getClientKeyFile()));
  }
}
