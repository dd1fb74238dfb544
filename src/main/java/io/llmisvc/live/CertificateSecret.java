package io.llmisvc.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.Pem;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import io.llmisvc.model.naming.ObjectKey;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A Secret of the type {@code kubernetes.io/tls}, as servers and clients will find it. */
public record CertificateSecret(ObjectNode secret) {
  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";
  private static final String AUTHORITY = "ca.crt";

  /**
   * Why no server can speak TLS with it, or no client trusts it; names the Secret and the key of
   * its data. Addresses are left aside: those of pods come and go.
   *
   * @param names under which clients call the server
   */
  public Optional<String> problem(List<String> names, Instant now) {
    List<X509Certificate> chain;
    try {
      chain = Pem.certificates(text(CERTIFICATE));
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.of(said(CERTIFICATE, "cannot be read as certificates"));
    }
    if (chain.isEmpty()) {
      return Optional.of(said(CERTIFICATE, "holds no certificate"));
    }
    X509Certificate server = chain.getFirst();
    return Stream.<Supplier<Optional<String>>>of(
            () -> lifetime(Validity.of(server), now),
            () -> key(server),
            () -> names(server, names),
            () -> authority(chain))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> lifetime(Validity validity, Instant now) {
    if (validity.isOver(now)) {
      return Optional.of(said(CERTIFICATE, "ended at " + validity.to()));
    }
    return now.isBefore(validity.from())
        ? Optional.of(said(CERTIFICATE, "is not valid before " + validity.from()))
        : Optional.empty();
  }

  private Optional<String> key(X509Certificate server) {
    try {
      var key = Pem.key(text(KEY), server.getPublicKey().getAlgorithm());
      return new KeyAndCertificate(key, server).isPair()
          ? Optional.empty()
          : Optional.of(said(KEY, "is not the key of " + CERTIFICATE));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.of(said(KEY, "cannot be read as the key of " + CERTIFICATE));
    }
  }

  private Optional<String> names(X509Certificate server, List<String> names) {
    return names.stream()
        .filter(name -> !isFor(server, name))
        .findFirst()
        .map(name -> said(CERTIFICATE, "is not valid for " + name));
  }

  private static boolean isFor(X509Certificate server, String name) {
    try {
      return new ServerNames(List.of(name), List.of()).areIn(server);
    } catch (CertificateException e) {
      return false; // names that cannot be read are nobody's
    }
  }

  /** A chain is trusted when its end is, or when who signed its end is. */
  private Optional<String> authority(List<X509Certificate> chain) {
    try {
      String text = text(AUTHORITY);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      boolean isTrusted =
          Pem.certificates(text).stream()
              .anyMatch(
                  authority ->
                      chain.contains(authority)
                          || KeyAndCertificate.isSignedBy(chain.getLast(), authority));
      return isTrusted
          ? Optional.empty()
          : Optional.of(said(AUTHORITY, "does not vouch for " + CERTIFICATE));
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.of(said(AUTHORITY, "cannot be read as certificates"));
    }
  }

  private String said(String key, String problem) {
    return ObjectKey.of(secret).map(ObjectKey::toString).orElse("Secret")
        + ": data[%s] %s".formatted(key, problem);
  }

  /** Empty when there is none; what is no base64 is an {@link IllegalArgumentException}. */
  private String text(String key) {
    return new String(Base64.getDecoder().decode(secret.at("/data").path(key).asText()), UTF_8);
  }
}
