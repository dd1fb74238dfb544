package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service as a pass finds it.
 *
 * @param previous the status before the pass
 */
record ServiceState(
    StoredService service, ObjectNode tree, @Nullable LLMInferenceServiceStatus previous) {

  NamespacedName id() {
    return service.id();
  }

  /** The configs of the last composition: they still are what runs. */
  List<AppliedConfig> applied() {
    return previous == null ? List.of() : previous.appliedConfigs();
  }

  /** True when the spec as it is now had a pass, also of an operator that ran before. */
  boolean wasReconciled() {
    return previous != null
        && Objects.equals(previous.observedGeneration(), service.getMetadata().getGeneration());
  }
}
