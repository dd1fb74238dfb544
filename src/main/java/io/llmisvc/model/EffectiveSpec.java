package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.LLMInferenceServiceSpec;
import java.util.Objects;

/**
 * A service after composition: merged, expanded, completed and bound once.
 *
 * @param tree the same spec as a tree, which still tells absent from empty
 */
public record EffectiveSpec(ServiceMeta service, LLMInferenceServiceSpec spec, ObjectNode tree) {

  /** The public name of the model. */
  public String modelName() {
    String name = spec.model() == null ? null : spec.model().name();
    return Objects.requireNonNullElse(name, service.name());
  }

  public boolean isMultiNode() {
    return spec.worker() != null;
  }

  public boolean isDisaggregated() {
    return spec.prefill() != null;
  }
}
