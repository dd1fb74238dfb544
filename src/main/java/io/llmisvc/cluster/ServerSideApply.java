package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;

/**
 * Applies objects so that what is stored then is what a first apply would have stored, with what
 * others own. An apply alone removes only what was ours: not what the API server once made of it.
 */
final class ServerSideApply {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REPLICAS = "/spec/replicas";
  private static final List<String> DRY_RUN = List.of("All");
  private static final String CREATE =
      "?fieldManager=" + ManagedFields.OURS + "&fieldValidation=Strict";

  private final KindClient client;

  ServerSideApply(KindClient client) {
    this.client = client;
  }

  /**
   * Makes an object, and fails when there is one of its name, or when it has a field that the API
   * server does not know: an apply would refuse that as well. The answer is what is stored.
   */
  ObjectNode create(ObjectKey key, ObjectNode desired) {
    return create(collection(key), desired);
  }

  /** The same for an object of any kind, by the path of the objects of its kind and namespace. */
  ObjectNode create(String collection, ObjectNode desired) {
    client.term().require();
    // not through the client's own operation, which does not tell the API server who writes
    return ClientTrees.parse(client.client().raw(collection + CREATE, "POST", desired.toString()));
  }

  static String collection(ObjectKey key) {
    Kind kind = key.kind();
    return (kind.group().isEmpty() ? "/api/" : "/apis/")
        + kind.apiVersion()
        + (kind.isNamespaced() ? "/namespaces/" + key.namespace() : "")
        + "/"
        + kind.plural();
  }

  /** Changes an object; the answer is what is stored then. */
  ObjectNode update(ObjectKey key, ObjectNode desired, GenericKubernetesResource stored) {
    claim(key, desired, stored);
    if (EmptyParts.areFilled(desired.path("spec"), ClientTrees.of(stored).path("spec"))) {
      empty(key, desired);
    }
    return send(key, desired, context(PatchType.SERVER_SIDE_APPLY).withForce(true));
  }

  /** Sets right whose the fields are; nothing of the content changes. */
  private void claim(ObjectKey key, ObjectNode desired, GenericKubernetesResource stored) {
    ManagedFields fields = ManagedFields.of(stored).claimUnowned();
    if (leavesReplicas(key.kind(), desired)) {
      fields = fields.letGo(REPLICAS);
    }
    fields.patch().ifPresent(patch -> patch(key, PatchContext.of(PatchType.JSON_MERGE), patch));
  }

  /**
   * Replaces the spec, in one step, by what the apply is to make of it. Emptying a map first and
   * applying the rest later would roll pods out twice.
   */
  private void empty(ObjectKey key, ObjectNode desired) {
    ObjectNode rest = desired.deepCopy();
    rest.set("spec", EmptyParts.without(desired.path("spec")));
    ObjectNode merged =
        send(key, rest, context(PatchType.SERVER_SIDE_APPLY).withForce(true).withDryRun(DRY_RUN));
    EmptyParts.putBack(desired.path("spec"), merged.path("spec"));
    ArrayNode patch = JSON.createArrayNode();
    replace(patch, "/metadata/resourceVersion", merged.at("/metadata/resourceVersion"));
    replace(patch, "/spec", merged.path("spec"));
    patch(key, context(PatchType.JSON).build(), patch.toString());
  }

  private void patch(ObjectKey key, PatchContext context, String patch) {
    client.term().require();
    client.one(key).patch(context, patch);
  }

  private ObjectNode send(ObjectKey key, ObjectNode desired, PatchContext.Builder context) {
    client.term().require();
    // through the object, not its name: by name the client reads first, and fails when there is
    // none
    return ClientTrees.of(
        client
            .in(key.kind(), key.namespace())
            .resource(ClientTrees.resource(desired))
            .patch(context.build(), desired.toString()));
  }

  private static PatchContext.Builder context(PatchType type) {
    return new PatchContext.Builder().withPatchType(type).withFieldManager(ManagedFields.OURS);
  }

  private static void replace(ArrayNode patch, String path, JsonNode value) {
    patch.addObject().put("op", "replace").put("path", path).set("value", value);
  }

  /** An apply without a field that we set before resets it; the number of pods has to stay. */
  private static boolean leavesReplicas(Kind kind, ObjectNode desired) {
    return kind.isScalable() && desired.at(REPLICAS).isMissingNode();
  }
}
