package io.llmisvc.webhook;

import io.llmisvc.cluster.serving.ServingCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The key of a server, which can change while it listens. A handshake asks several times: what it
 * chose first is remembered over one change.
 */
final class CurrentKey extends X509ExtendedKeyManager {
  private volatile Generation current;

  private record Generation(
      int number, ServingCertificate pair, @Nullable ServingCertificate before) {
    @Nullable ServingCertificate named(String alias) {
      if (alias.equals(alias())) {
        return pair;
      }
      return alias.equals(String.valueOf(number - 1)) ? before : null;
    }

    String alias() {
      return String.valueOf(number);
    }
  }

  CurrentKey(ServingCertificate first) {
    current = new Generation(0, first, null);
  }

  ServingCertificate current() {
    return current.pair;
  }

  void change(ServingCertificate next) {
    Generation last = current;
    current = new Generation(last.number + 1, next, last.pair);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String type, Principal @Nullable [] issuers, SSLEngine engine) {
    return chooseServerAlias(type, issuers, null);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    Generation now = current;
    return now.pair.certificate().getPublicKey().getAlgorithm().equals(type) ? now.alias() : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    ServingCertificate pair = current.named(alias);
    return pair == null ? null : pair.chain().toArray(X509Certificate[]::new);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    ServingCertificate pair = current.named(alias);
    return pair == null ? null : pair.key();
  }

  @Override
  public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
    String alias = chooseServerAlias(type, issuers, null);
    return alias == null ? new String[0] : new String[] {alias};
  }

  @Override
  public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
