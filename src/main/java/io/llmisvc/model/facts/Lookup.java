package io.llmisvc.model.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Answer to a question about an object that is not ours: "not there" is a value. */
public sealed interface Lookup {

  record Found(ObjectNode object) implements Lookup {}

  /** Looked for and not there. */
  record Absent() implements Lookup {}

  /** Nobody has looked: the edge will, before the plan is used; offline it stays so. */
  record Unknown() implements Lookup {}

  default boolean isAbsent() {
    return this instanceof Absent;
  }

  default Optional<ObjectNode> found() {
    return this instanceof Found found ? Optional.of(found.object()) : Optional.empty();
  }
}
