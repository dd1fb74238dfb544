package io.llmisvc.cli;

import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.composition.UnknownFields;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Finding;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Reference;
import io.llmisvc.plan.Planner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The planner over files. A plan says what it asked of the cluster; it is planned again with the
 * answers until it asks nothing new, as the operator does.
 */
final class OfflinePlanner {
  private static final int ROUNDS = 6;

  private final Workspace workspace;
  private final Planner planner = Planner.create();

  OfflinePlanner(Workspace workspace) {
    this.workspace = workspace;
  }

  Plan plan(Document service) {
    Set<Reference> asked = new HashSet<>();
    for (int round = 1; ; round++) {
      Plan plan = planner.plan(workspace.inputs(service, asked));
      if (!asked.addAll(plan.references()) || round == ROUNDS) {
        return plan;
      }
    }
  }

  Explanation explain(Document service) {
    return planner.explain(workspace.inputs(service, plan(service).references()));
  }

  /** What is wrong with a service or config besides what its plan says. */
  static List<Finding> withUnknownFields(Document document, List<Finding> findings) {
    List<Finding> all = new ArrayList<>(UnknownFields.of(document.tree()));
    all.addAll(findings);
    return all;
  }

  List<Finding> configFindings(Document config) {
    return withUnknownFields(config, planner.validateConfig(config.tree()));
  }
}
