package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.PodOutline;
import io.llmisvc.model.facts.SecretOutline;
import io.llmisvc.model.naming.Kind;
import java.util.List;

/**
 * What is kept of an object that services refer to: what plans and statuses read of its kind. Of a
 * Secret that is its outline.
 */
final class Trimmed {
  private static final List<String> BOOKKEEPING =
      List.of("managedFields", "resourceVersion", "generateName", "selfLink");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Trimmed() {}

  /** Takes the object over: it is changed, or parts of it end up in the answer. */
  static ObjectNode of(Kind kind, ObjectNode object) {
    if (object.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(BOOKKEEPING);
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(LAST_APPLIED);
      }
    }
    return switch (kind.kept()) {
      case WHOLE -> object;
      case OUTLINE -> SecretOutline.of(object);
      case ADDRESS_AND_TROUBLE -> PodOutline.of(object);
      case LABELS -> labels(object);
      case WITHOUT_COUNTS -> withoutCounts(object);
    };
  }

  private static ObjectNode labels(ObjectNode object) {
    ObjectNode kept = object.objectNode();
    ObjectNode metadata = kept.putObject("metadata");
    for (String member : List.of("namespace", "name", "labels")) {
      copy(object.path("metadata"), metadata, member);
    }
    return kept;
  }

  private static ObjectNode withoutCounts(ObjectNode gateway) {
    for (JsonNode listener : gateway.path("status").path("listeners")) {
      if (listener instanceof ObjectNode status) {
        status.remove("attachedRoutes");
      }
    }
    return gateway;
  }

  private static void copy(JsonNode from, ObjectNode to, String member) {
    if (from.has(member)) {
      to.set(member, from.get(member));
    }
  }
}
