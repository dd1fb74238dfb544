package io.llmisvc.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.certificate.Pem;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** When the certificates in Secrets end; each is read when it comes, and never again. */
final class CertificateEnds {
  private final Map<ObjectKey, Instant> ends = new ConcurrentHashMap<>();

  void note(ObjectKey key, ObjectNode object) {
    if (key.kind() == Kind.SECRET) {
      end(object.path("data").path("tls.crt"))
          .ifPresentOrElse(end -> ends.put(key, end), () -> forget(key));
    }
  }

  void forget(ObjectKey key) {
    ends.remove(key);
  }

  Optional<Instant> first() {
    return ends.values().stream().min(Instant::compareTo);
  }

  private static Optional<Instant> end(JsonNode base64) {
    try {
      List<X509Certificate> chain =
          Pem.certificates(new String(Base64.getDecoder().decode(base64.asText()), UTF_8));
      return chain.stream().findFirst().map(it -> it.getNotAfter().toInstant());
    } catch (CertificateException | IllegalArgumentException e) {
      return Optional.empty(); // a pass replaces what cannot be read
    }
  }
}
