package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.RouterIntent;
import java.util.List;
import java.util.Objects;

/**
 * A service after composition: merged, expanded, completed and bound once.
 *
 * @param tree the same spec as a tree, which still tells absent from empty
 */
public record EffectiveSpec(ServiceMeta service, LLMInferenceServiceSpec spec, ObjectNode tree) {

  /** What is asked of the router. */
  public RouterIntent router() {
    return RouterIntent.of(spec.router(), tree, service, ChildRole.POOL.name(service));
  }

  /** The public name of the model. */
  public String modelName() {
    String name = spec.model() == null ? null : spec.model().name();
    return Objects.requireNonNullElse(name, service.name());
  }

  /** The public names of the LoRA adapters, in the order of the spec. */
  public List<String> adapterNames() {
    LLMModelSpec model = spec.model();
    return model == null || model.lora() == null
        ? List.of()
        : model.lora().adapters().stream()
            .map(LLMModelSpec::name)
            .filter(Objects::nonNull)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
  }

  public boolean isMultiNode() {
    return spec.worker() != null;
  }

  public boolean isDisaggregated() {
    return spec.prefill() != null;
  }
}
