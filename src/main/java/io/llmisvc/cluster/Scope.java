package io.llmisvc.cluster;

import io.llmisvc.model.Kind;
import java.util.List;

/**
 * Where the operator may look.
 *
 * @param namespaces empty for everywhere
 */
record Scope(List<String> namespaces) {
  Scope {
    namespaces = List.copyOf(namespaces);
  }

  boolean isEverywhere() {
    return namespaces.isEmpty();
  }

  /** What is in no namespace can be seen only by who sees everything. */
  boolean covers(Kind kind) {
    return isEverywhere() || kind.isNamespaced();
  }

  boolean covers(Kind kind, String namespace) {
    return isEverywhere() || (kind.isNamespaced() && namespaces.contains(namespace));
  }
}
