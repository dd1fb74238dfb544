package io.llmisvc.desired;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.model.naming.Kind;

/**
 * An object that is not written by a typed model as a whole. {@code @JsonAutoDetect}, here and on
 * what it holds, makes the native image keep what Jackson looks at.
 *
 * @param spec a record, a typed model or a tree
 */
@JsonAutoDetect
@JsonPropertyOrder({"apiVersion", "kind", "metadata", "spec"})
public record KubernetesObject(String apiVersion, String kind, ObjectMeta metadata, Object spec) {

  public static KubernetesObject of(Kind kind, ObjectMeta metadata, Object spec) {
    return new KubernetesObject(kind.apiVersion(), kind.kind(), metadata, spec);
  }
}
