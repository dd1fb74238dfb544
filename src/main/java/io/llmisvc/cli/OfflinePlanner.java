package io.llmisvc.cli;

import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.Report;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
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
  private final UnknownFieldMode unknownFields;
  private final Planner planner = Planner.create();

  OfflinePlanner(Workspace workspace, UnknownFieldMode unknownFields) {
    this.workspace = workspace;
    this.unknownFields = unknownFields;
  }

  /** In the order of the services. */
  List<Planned> plans(List<Document> services) {
    List<Planned> alone = services.stream().map(service -> planned(service, Map.of())).toList();
    Neighbours neighbours = new Neighbours();
    workspace.live().forEach(live -> neighbours.add(live.id(), planner.published(live.tree())));
    alone.forEach(one -> neighbours.add(one.service().id(), one.plan().publication()));
    return alone.stream().map(one -> among(neighbours, one)).toList();
  }

  private Planned among(Neighbours neighbours, Planned alone) {
    Document service = alone.service();
    Map<String, Set<Publisher>> publishers = neighbours.of(service.id(), alone.plan());
    return publishers.isEmpty() ? alone : planned(service, publishers);
  }

  private Planned planned(Document service, Map<String, Set<Publisher>> publishers) {
    return new Planned(service, plan(service, publishers), unknownFields.findings(service));
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

  /** What is wrong with a config by itself. */
  Report config(Document config) {
    List<Finding> findings = new ArrayList<>(unknownFields.findings(config));
    findings.addAll(planner.validateConfig(config.tree()));
    return new Report(ServingApi.CONFIG_KIND, config.id(), findings);
  }
}
