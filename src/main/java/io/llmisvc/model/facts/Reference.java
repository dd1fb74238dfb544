package io.llmisvc.model.facts;

import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;

/**
 * Something outside of a service's own children that its plan depends on. Every reference that a
 * plan asked about is part of the plan, so the edge can read it, watch it and plan again when it
 * changes, also when it does not exist yet.
 */
public sealed interface Reference {

  Kind kind();

  String namespace();

  /** One object by its name. */
  record ByName(Kind kind, String namespace, String name) implements Reference {
    public ByName {
      if (!kind.isNamespaced()) {
        namespace = "";
      }
    }

    @Override
    public String toString() {
      return new ObjectKey(kind, namespace, name).toString();
    }
  }

  /** All objects of a kind in a namespace; for kinds of which a namespace has few. */
  record InNamespace(Kind kind, String namespace) implements Reference {
    @Override
    public String toString() {
      return "every %s of namespace %s".formatted(kind.kind(), namespace);
    }
  }

  /** All objects of a kind in a namespace that carry one label. */
  record ByLabel(Kind kind, String namespace, String label, String value) implements Reference {
    @Override
    public String toString() {
      return "%s of namespace %s with label %s=%s".formatted(kind.kind(), namespace, label, value);
    }
  }
}
