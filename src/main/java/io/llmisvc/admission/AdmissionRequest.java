package io.llmisvc.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.conversion.Conversion;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Set;

/**
 * What somebody is about to do.
 *
 * @param user who does it
 * @param id the name is empty when the API server has yet to make one
 * @param version of the API that is used
 * @param object as it will be; empty on deletion
 * @param old as it was; empty on creation
 */
record AdmissionRequest(
    Operation operation,
    String user,
    NamespacedName id,
    String version,
    ObjectNode object,
    ObjectNode old) {

  private static final String NEWEST = ServingApi.GROUP + "/" + ServingApi.V1ALPHA2;

  /** Who empties a namespace that ends. */
  private static final Set<String> NAMESPACE_CONTROLLERS =
      Set.of(
          "system:serviceaccount:kube-system:namespace-controller",
          "system:kube-controller-manager");

  enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    /** Such as a connection, of which there is nothing to say. */
    OTHER;

    static Operation of(String text) {
      for (Operation operation : values()) {
        if (operation.name().equals(text)) {
          return operation;
        }
      }
      return OTHER;
    }
  }

  static AdmissionRequest of(JsonNode request) {
    ObjectNode object = object(request.path("object"));
    ObjectNode old = object(request.path("oldObject"));
    String name = request.path("name").asText();
    return new AdmissionRequest(
        Operation.of(request.path("operation").asText()),
        request.path("userInfo").path("username").asText(),
        new NamespacedName(
            request.path("namespace").asText(),
            name.isEmpty() ? name(object.isEmpty() ? old : object) : name),
        request.path("kind").path("version").asText(),
        object,
        old);
  }

  /** The API server names no object of those that are deleted together. */
  private static String name(ObjectNode object) {
    return object.path("metadata").path("name").asText();
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  /** The same of the newest version of the API. */
  AdmissionRequest current() {
    return new AdmissionRequest(operation, user, id, version, current(object), current(old));
  }

  private static ObjectNode current(ObjectNode object) {
    return object.isEmpty() ? object : Conversion.convert(object, NEWEST);
  }

  /** Only its finalizers matter then, and they must be able to go. */
  boolean isOfDeleted() {
    return operation == Operation.UPDATE && object.path("metadata").hasNonNull("deletionTimestamp");
  }

  /** What is in a namespace goes with it. */
  boolean isEndOfNamespace() {
    return operation == Operation.DELETE && NAMESPACE_CONTROLLERS.contains(user);
  }

  /** What was stored before stays as it is, also when it would be refused today. */
  boolean keepsSpec() {
    return operation == Operation.UPDATE && object.path("spec").equals(old.path("spec"));
  }
}
