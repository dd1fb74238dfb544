package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Map;

/**
 * Everything a plan is made from. The trees are shared with caches: nobody changes them.
 *
 * @param service the whole LLMInferenceService as stored, status included
 * @param configs every LLMInferenceServiceConfig that the service may use, whole, by identity
 * @param unreadable those of these configs that are beyond what readers take, and why
 */
public record Inputs(
    ObjectNode service,
    Map<NamespacedName, ObjectNode> configs,
    Map<NamespacedName, String> unreadable,
    Settings settings,
    ClusterFacts facts) {
  public Inputs {
    configs = Map.copyOf(configs);
    unreadable = Map.copyOf(unreadable);
  }

  /** Inputs all of which can be read. */
  public Inputs(
      ObjectNode service,
      Map<NamespacedName, ObjectNode> configs,
      Settings settings,
      ClusterFacts facts) {
    this(service, configs, Map.of(), settings, facts);
  }

  public Inputs withFacts(ClusterFacts known) {
    return new Inputs(service, configs, unreadable, settings, known);
  }

  public ServiceMeta meta() {
    return ServiceMeta.of(service);
  }
}
