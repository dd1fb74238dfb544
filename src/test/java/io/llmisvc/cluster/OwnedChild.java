package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;

/** Children of a service, written down. */
final class OwnedChild {
  private OwnedChild() {}

  static Child of(ServiceMeta service, ChildRole role, String yaml) {
    return new Child(role, owned(service, Yaml.objects(yaml).getFirst()));
  }

  /** The object, in the service's namespace and controlled by it. */
  static ObjectNode owned(ServiceMeta service, ObjectNode object) {
    object
        .withObjectProperty("metadata")
        .put("namespace", service.namespace())
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "serving.kserve.io/v1alpha2")
        .put("kind", "LLMInferenceService")
        .put("name", service.name())
        .put("uid", service.uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
    return object;
  }
}
