package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Everything a plan is made from. The trees are shared with caches: nobody changes them.
 *
 * @param service the whole LLMInferenceService as stored, status included
 * @param configs every LLMInferenceServiceConfig that the service may use, whole, by identity
 */
public record Inputs(
    ObjectNode service,
    Map<NamespacedName, ObjectNode> configs,
    Settings settings,
    ClusterFacts facts) {
  public Inputs {
    configs = Map.copyOf(configs);
  }

  public ServiceMeta meta() {
    return ServiceMeta.of(service);
  }
}
