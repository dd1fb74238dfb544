package io.llmisvc.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What became of a tree.
 *
 * @param tree the tree with its templates expanded; those that failed stand in it as they were
 * @param failures the templates that failed, in the order of the tree
 * @param budgetUsed the share of the budget, 1 being all of it
 */
public record Expansion(JsonNode tree, List<Failure> failures, double budgetUsed) {
  public Expansion {
    failures = List.copyOf(failures);
  }

  /** A template that cannot be parsed or executed, and where it stands. */
  public record Failure(List<Step> path, TemplateException cause) {
    public Failure {
      path = List.copyOf(path);
    }

    public String pathText() {
      return Step.text(path);
    }
  }
}
