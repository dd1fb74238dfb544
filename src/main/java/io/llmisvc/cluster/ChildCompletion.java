package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.CertificateRequest;
import io.llmisvc.model.Child;
import io.llmisvc.model.finding.Takeover;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Adds to a planned child what only the cluster can give, and the mark by which it is known. */
final class ChildCompletion {
  private final ObjectStore store;
  private final Certificates certificates;

  ChildCompletion(ObjectStore store, Certificates certificates) {
    this.store = store;
    this.certificates = certificates;
  }

  /** The object to apply; the child's own stays as it is. */
  ObjectNode complete(Child child, Optional<ObjectNode> live) {
    CertificateRequest certificate = child.certificate();
    ObjectNode desired =
        certificate == null
            ? child.object().deepCopy()
            : certificates.complete(
                child.object(),
                certificate.with(serviceAddresses(certificate)),
                live.<JsonNode>map(l -> l).orElse(MissingNode.getInstance()));
    String hash = hash(desired);
    desired
        .withObjectProperty("metadata")
        .withObjectProperty("annotations")
        .put(Takeover.APPLIED, hash);
    return desired;
  }

  /** None of a Service that could not be written, and none of a headless one. */
  private List<String> serviceAddresses(CertificateRequest request) {
    List<String> addresses = new ArrayList<>();
    store
        .get(request.service())
        .ifPresent(
            service ->
                service.path("spec").path("clusterIPs").forEach(ip -> addresses.add(ip.asText())));
    addresses.remove("None");
    return addresses;
  }

  private static String hash(ObjectNode desired) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(desired.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
