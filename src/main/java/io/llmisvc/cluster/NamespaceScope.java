package io.llmisvc.cluster;

import io.llmisvc.model.naming.Kind;
import java.util.List;

/**
 * Where the operator may look.
 *
 * @param namespaces empty for everywhere
 */
record NamespaceScope(List<String> namespaces) {
  NamespaceScope {
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
