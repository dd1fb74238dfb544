package io.llmisvc.cluster.serving;

import io.llmisvc.cluster.certificate.CertificateIssuer;
import io.llmisvc.cluster.certificate.KeyAndCertificate;
import io.llmisvc.cluster.certificate.Pem;
import io.llmisvc.cluster.certificate.ServerNames;
import io.llmisvc.cluster.certificate.Validity;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the Secret has to hold: an authority and a certificate signed by one that callers trust.
 * Each is renewed when a third of its life is left. A new authority signs nothing before all
 * callers had time to hear of it, and the old one is trusted until it ends.
 */
final class Renewal {
  static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
  static final Duration SERVER_LIFETIME = Duration.ofDays(365);

  /** How long a new authority waits while there is a certificate that holds. */
  static final Duration HEARD_OF = Duration.ofHours(1);

  /** The clocks of callers may be late. */
  private static final Duration EARLIER = Duration.ofMinutes(5);

  private final CertificateIssuer issuer = new CertificateIssuer();
  private final ServerNames names;

  Renewal(ServerNames names) {
    this.names = names;
  }

  /** What it has to hold, given what it holds; the same when nothing has to change. */
  SecretContent of(SecretContent live, Instant now) {
    List<X509Certificate> trusted =
        certificates(live.bundle()).stream()
            .filter(authority -> !Validity.of(authority).isOver(now))
            .toList();
    Optional<KeyAndCertificate> authority = authority(trusted, live.authorityKey(), now);
    Optional<ServingCertificate> serving = serving(live, trusted);
    if (authority.isEmpty()) {
      return withNewAuthority(live, trusted, serving, now);
    }
    boolean isKnown =
        !now.isBefore(Validity.of(authority.get().certificate()).from().plus(HEARD_OF));
    boolean isKept =
        serving
            .map(it -> Validity.of(it.certificate()))
            .filter(it -> isKnown ? !it.ends(now) : !it.isOver(now))
            .isPresent();
    return isKept
        ? new SecretContent(
            bundle(live.bundle(), trusted), live.authorityKey(), live.chain(), live.key())
        : issued(authority.get(), bundle(live.bundle(), trusted), now);
  }

  private SecretContent withNewAuthority(
      SecretContent live,
      List<X509Certificate> trusted,
      Optional<ServingCertificate> serving,
      Instant now) {
    KeyAndCertificate next = issuer.authority(validity(now, AUTHORITY_LIFETIME));
    String bundle = pem(Stream.concat(Stream.of(next.certificate()), trusted.stream()));
    return serving.filter(it -> !Validity.of(it.certificate()).isOver(now)).isPresent()
        ? new SecretContent(bundle, next.keyPem(), live.chain(), live.key())
        : issued(next, bundle, now);
  }

  private SecretContent issued(KeyAndCertificate authority, String bundle, Instant now) {
    KeyAndCertificate server = issuer.signed(names, validity(now, SERVER_LIFETIME), authority);
    return new SecretContent(bundle, authority.keyPem(), server.certificatePem(), server.keyPem());
  }

  private static Validity validity(Instant now, Duration lifetime) {
    return Validity.of(now.minus(EARLIER), lifetime);
  }

  /** The authority that can sign: the first of those that are trusted, with its key. */
  private static Optional<KeyAndCertificate> authority(
      List<X509Certificate> trusted, String key, Instant now) {
    if (trusted.isEmpty() || Validity.of(trusted.getFirst()).ends(now)) {
      return Optional.empty();
    }
    try {
      X509Certificate first = trusted.getFirst();
      var found = new KeyAndCertificate(Pem.key(key, first.getPublicKey().getAlgorithm()), first);
      return Optional.of(found).filter(KeyAndCertificate::isPair);
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** The certificate for all names that callers trust. */
  private Optional<ServingCertificate> serving(SecretContent live, List<X509Certificate> trusted) {
    try {
      ServingCertificate found = ServingCertificate.parse(live.chain(), live.key());
      boolean isTrusted =
          trusted.stream().anyMatch(it -> KeyAndCertificate.isSignedBy(found.certificate(), it));
      return isTrusted && names.areIn(found.certificate()) ? Optional.of(found) : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** The text as it is, when it holds these and no others. */
  private static String bundle(String text, List<X509Certificate> trusted) {
    return certificates(text).equals(trusted) ? text : pem(trusted.stream());
  }

  private static String pem(Stream<X509Certificate> certificates) {
    return certificates.map(Pem::of).collect(Collectors.joining());
  }

  private static List<X509Certificate> certificates(String text) {
    try {
      return Pem.certificates(text);
    } catch (CertificateException e) {
      return List.of();
    }
  }
}
