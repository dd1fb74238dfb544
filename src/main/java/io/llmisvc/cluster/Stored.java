package io.llmisvc.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.llmisvc.model.naming.NamespacedName;
import org.jspecify.annotations.Nullable;

/**
 * An object of one of our kinds as the API server keeps it. Its metadata is what the framework
 * needs; what users wrote is not bound here, so that no text of theirs can stop a watch.
 */
public sealed interface Stored extends HasMetadata, Namespaced permits StoredService, StoredConfig {
  @Nullable RawJson getSpec();

  @Nullable RawJson getStatus();

  void setStatus(@Nullable RawJson status);

  @JsonIgnore
  default NamespacedName id() {
    return new NamespacedName(getMetadata().getNamespace(), getMetadata().getName());
  }

  /** The whole object as a new tree, without the bookkeeping of field managers. */
  @JsonIgnore
  default ObjectNode tree() {
    return ClientTrees.of(this);
  }
}
