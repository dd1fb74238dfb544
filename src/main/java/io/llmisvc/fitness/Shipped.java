package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What this version brings.
 *
 * @param definitions the CustomResourceDefinitions of both kinds
 * @param prefix what the names of its presets begin with where they are installed
 * @param presets the well-known configs, with that prefix
 * @param roles roles and bindings of the operator, in the namespace {@code kserve}
 * @param certificateRoles what it needs besides where it makes the certificates of its webhooks
 */
public record Shipped(
    List<ObjectNode> definitions,
    String prefix,
    List<ObjectNode> presets,
    List<ObjectNode> roles,
    List<ObjectNode> certificateRoles) {
  public Shipped {
    definitions = List.copyOf(definitions);
    presets = List.copyOf(presets);
    roles = List.copyOf(roles);
    certificateRoles = List.copyOf(certificateRoles);
  }
}
