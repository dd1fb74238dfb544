package io.llmisvc.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.ReadLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What cannot be planned with. The API server stores objects that no reader of ours takes; behind
 * this check every stage may walk a tree by recursion.
 */
final class Readable {
  private Readable() {}

  static Optional<Finding> problem(Inputs inputs) {
    return inputs.unreadable().entrySet().stream()
        .min(Map.Entry.comparingByKey())
        .map(Readable::ofConfig)
        .or(() -> problem(inputs.service()));
  }

  static Optional<Finding> problem(ObjectNode object) {
    return ReadLimits.excess(object.path("spec"))
        .map(
            excess ->
                Finding.error(
                    Subject.COMPOSITION,
                    SchemaViolation.REASON,
                    excess.path().isEmpty() ? "spec" : "spec." + excess.path(),
                    excess.message()));
  }

  /** The configs that the status names: they still are what runs. */
  static List<AppliedConfig> applied(ObjectNode service) {
    List<AppliedConfig> applied = new ArrayList<>();
    for (JsonNode config : service.path("status").path("appliedConfigs")) {
      applied.add(
          new AppliedConfig(
              config.path("name").asText(),
              config.path("namespace").asText(),
              config.path("source").asText()));
    }
    return applied;
  }

  private static Finding ofConfig(Map.Entry<NamespacedName, String> config) {
    return Finding.error(
        Subject.COMPOSITION,
        SchemaViolation.REASON,
        "",
        "LLMInferenceServiceConfig %s: %s".formatted(config.getKey(), config.getValue()));
  }
}
