package io.llmisvc.cli.report;

import io.llmisvc.model.Explanation;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;

/**
 * What a report says of one service.
 *
 * @param findings all there are, those about fields that the API does not know included
 */
public record ReportedService(
    NamespacedName id, Plan plan, Explanation explanation, List<Finding> findings) {
  public ReportedService {
    findings = List.copyOf(findings);
  }

  /** How its pods are laid out, in a word or two. */
  String pattern() {
    return plan.effective()
        .map(
            spec -> {
              String pods = spec.isMultiNode() ? "multi-node" : "single-node";
              return spec.isDisaggregated() ? pods + ", prefill and decode" : pods;
            })
        .orElse("cannot be composed");
  }

  /** The public name of its model; empty when it cannot be composed. */
  String model() {
    return plan.effective().map(spec -> spec.modelName()).orElse("");
  }

  boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
