package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * An object that must exist, complete but for what only the cluster can give.
 *
 * @param certificate for the TLS Secret: what the edge must put into its data
 */
public record Child(ChildRole role, ObjectNode object, @Nullable CertificateRequest certificate) {

  public Child(ChildRole role, ObjectNode object) {
    this(role, object, null);
  }

  public ObjectKey key() {
    return ObjectKey.of(object)
        .orElseThrow(() -> new IllegalStateException("a child of no known kind: " + role));
  }
}
