package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * All that an object says, in whichever version it was read: its spec, with what annotations keep
 * of the other version put back.
 */
public final class WholeSpec {
  private WholeSpec() {}

  /** A tree of its own; empty when the object has no spec. */
  public static ObjectNode of(ObjectNode object) {
    ObjectNode newer =
        Conversion.version(object) == ApiVersion.V1ALPHA1
            ? Conversion.converted(object, ApiVersion.V1ALPHA2)
            : object;
    if (!(newer.get("spec") instanceof ObjectNode stored)) {
      return JsonNodeFactory.instance.objectNode();
    }
    ObjectNode spec = stored.deepCopy();
    Criticalities.restore(spec, newer.path("metadata").path("annotations"));
    return spec;
  }
}
