package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Trees;
import java.util.List;

/**
 * Writes the pool of one layer in the shape of InferencePool v1, so that layers of both API
 * versions, and the guide's short form, can be laid over each other.
 */
final class PoolNormalization {
  private static final List<String> SHORT_PORTS = List.of("targetPortNumber", "targetPort");

  private PoolNormalization() {}

  /** Rewrites {@code pool} in place. What is said twice is taken from the newer shape. */
  static void normalise(ObjectNode pool) {
    selector(pool);
    ports(pool);
    picker(pool);
  }

  private static void selector(ObjectNode pool) {
    if (!(pool.get("selector") instanceof ObjectNode selector)
        || selector.isEmpty()
        || selector.path("matchLabels").isObject()) {
      return;
    }
    pool.putObject("selector").set("matchLabels", selector);
  }

  private static void ports(ObjectNode pool) {
    for (String name : SHORT_PORTS) {
      JsonNode number = pool.remove(name);
      if (number != null && number.asInt() != 0 && !Trees.says(pool.path("targetPorts"))) {
        pool.putArray("targetPorts").addObject().set("number", number);
      }
    }
  }

  private static void picker(ObjectNode pool) {
    if (!(pool.remove("extensionRef") instanceof ObjectNode extension)
        || Trees.says(pool.path("endpointPickerRef"))) {
      return;
    }
    ObjectNode picker = extension.deepCopy();
    JsonNode port = picker.remove("portNumber");
    if (port != null && !port.isNull()) {
      picker.putObject("port").set("number", port);
    }
    pool.set("endpointPickerRef", picker);
  }
}
