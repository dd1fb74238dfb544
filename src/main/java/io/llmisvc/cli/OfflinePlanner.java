package io.llmisvc.cli;

import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.composition.UnknownFields;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Finding;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Publisher;
import io.llmisvc.model.Reference;
import io.llmisvc.plan.Planner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The planner over files. A plan says what it asked of the cluster; it is planned again with the
 * answers until it asks nothing new, as the operator does. The services of the files know of each
 * other.
 */
final class OfflinePlanner {
  private static final int ROUNDS = 6;

  private final Workspace workspace;
  private final Planner planner = Planner.create();

  OfflinePlanner(Workspace workspace) {
    this.workspace = workspace;
  }

  /** In the order of the services. */
  List<Planned> plans(List<Document> services) {
    List<Planned> alone =
        services.stream().map(service -> new Planned(service, plan(service, Map.of()))).toList();
    Neighbours neighbours = new Neighbours();
    workspace.live().forEach(live -> neighbours.add(live.id(), planner.published(live.tree())));
    alone.forEach(one -> neighbours.add(one.service().id(), one.plan().publication()));
    return alone.stream().map(one -> among(neighbours, one)).toList();
  }

  private Planned among(Neighbours neighbours, Planned alone) {
    Document service = alone.service();
    Map<String, Set<Publisher>> publishers = neighbours.of(service.id(), alone.plan());
    return publishers.isEmpty() ? alone : new Planned(service, plan(service, publishers));
  }

  private Plan plan(Document service, Map<String, Set<Publisher>> publishers) {
    Set<Reference> asked = new HashSet<>();
    for (int round = 1; ; round++) {
      Plan plan = planner.plan(workspace.inputs(service, asked, publishers));
      if (!asked.addAll(plan.references()) || round == ROUNDS) {
        return plan;
      }
    }
  }

  Explanation explain(Document service) {
    Set<Reference> asked = plan(service, Map.of()).references();
    return planner.explain(workspace.inputs(service, asked, Map.of()));
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
