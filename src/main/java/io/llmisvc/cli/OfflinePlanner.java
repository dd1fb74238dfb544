package io.llmisvc.cli;

import io.llmisvc.api.ServingApi;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cli.explanation.ChildPath;
import io.llmisvc.cli.explanation.ExplainedChild;
import io.llmisvc.cli.explanation.FieldPath;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.Report;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildExplanation;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Groups;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Publications;
import io.llmisvc.plan.Settling;
import io.llmisvc.plan.origin.ChildOrigins;
import io.llmisvc.status.Routability;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The planner over files, whose services know of each other. */
final class OfflinePlanner {
  private final Workspace workspace;
  private final UnknownFieldMode unknownFields;
  private final Planner planner = Planner.create();
  private final Set<NamespacedName> changed = new HashSet<>();
  private final Settling settling =
      new Settling(
          planner,
          new Publications(this::published),
          Groups.whenReady(this::memberships),
          changed::add);

  OfflinePlanner(Workspace workspace, UnknownFieldMode unknownFields) {
    this.workspace = workspace;
    this.unknownFields = unknownFields;
  }

  /** By the services that the facts say exist. */
  private Map<NamespacedName, Publication> published() {
    Map<NamespacedName, Publication> published = new HashMap<>();
    workspace.live().forEach(live -> published.put(live.id(), planner.published(live.tree())));
    return published;
  }

  /** Those, in their routing groups; one without a status counts as ready. */
  private Map<NamespacedName, Membership> memberships() {
    Map<NamespacedName, Membership> memberships = new HashMap<>();
    for (Document live : workspace.live()) {
      planner
          .membership(live.tree())
          .map(said -> said.withReady(isReady(live)))
          .ifPresent(said -> memberships.put(live.id(), said));
    }
    return memberships;
  }

  private static boolean isReady(Document live) {
    return !live.tree().has("status")
        || Routability.of(
            Trees.read(live.tree().get("status"), LLMInferenceServiceStatus.class), true);
  }

  /**
   * In the order of the services; those that share names or a group are planned again when all are
   * known.
   */
  List<Planned> plans(List<Document> services) {
    List<Planned> first = services.stream().map(this::planned).toList();
    return first.stream()
        .map(one -> changed.contains(one.service().id()) ? planned(one.service()) : one)
        .toList();
  }

  private Planned planned(Document service) {
    return new Planned(
        service,
        settling.plan(service.id(), new Questions(service)),
        unknownFields.findings(service));
  }

  ExplainedPlan explain(Document service) {
    Questions questions = new Questions(service);
    Inputs before = questions.inputs();
    // Beside the plan, which mostly learns of nothing that the spec is composed from.
    CompletableFuture<Explanation> early =
        CompletableFuture.supplyAsync(() -> planner.explain(before));
    Plan plan = settling.plan(service.id(), questions);
    Inputs inputs = questions.inputs();
    Explanation explanation =
        inputs.facts().references().equals(before.facts().references())
            ? early.join()
            : planner.explain(inputs);
    ClusterFacts facts =
        inputs
            .facts()
            .withPublishers(settling.publishers(service.id()))
            .withRivals(settling.rivals(service.id()))
            .withGroup(settling.group(service.id()));
    return new ExplainedPlan(service, plan, explanation, inputs.withFacts(facts));
  }

  /** A plan, where the values of its spec came from, and what both are made from. */
  record ExplainedPlan(Document service, Plan plan, Explanation explanation, Inputs inputs) {
    NamespacedName id() {
      return service.id();
    }
  }

  /**
   * What the values of the plan's children at a path rest on; children without any are left out.
   */
  List<ExplainedChild> children(ExplainedPlan explained, ChildPath path) {
    return planner
        .origins(explained.inputs(), explained.plan(), explained.explanation(), new Cores())
        .map(origins -> children(explained, origins, path))
        .orElseGet(List::of);
  }

  private static List<ExplainedChild> children(
      ExplainedPlan explained, ChildOrigins origins, ChildPath path) {
    Map<ChildRole, FieldPath> wanted = new LinkedHashMap<>();
    Map<ChildRole, Predicate<String>> asked = new EnumMap<>(ChildRole.class);
    for (Child child : explained.plan().children()) {
      path.in(child)
          .ifPresent(
              field -> {
                wanted.put(child.role(), field);
                asked.put(child.role(), field::concerns);
              });
    }
    Map<ChildRole, ChildExplanation> found = origins.of(asked);
    List<ExplainedChild> children = new ArrayList<>();
    wanted.forEach(
        (role, field) ->
            Optional.ofNullable(found.get(role))
                .map(it -> new ExplainedChild(explained.id(), explained.explanation(), it, field))
                .filter(it -> !it.values().isEmpty())
                .ifPresent(children::add));
    return children;
  }

  /** What is wrong with a config by itself. */
  Report config(Document config) {
    List<Finding> findings = new ArrayList<>(unknownFields.findings(config));
    findings.addAll(planner.validateConfig(config.tree()));
    return new Report(ServingApi.CONFIG_KIND, config.id(), findings);
  }

  /** What was asked about one service so far; the files answer it, or never do. */
  private final class Questions implements Settling.Lookups {
    private final Document service;
    private final Set<Reference> asked = new HashSet<>();

    Questions(Document service) {
      this.service = service;
    }

    @Override
    public Inputs inputs() {
      return workspace.inputs(service, asked);
    }

    /** Most questions have no answer in files, and then the plan stands. */
    @Override
    public boolean lookUp(Set<Reference> references, ClusterFacts known) {
      return asked.addAll(references) && !inputs().facts().references().equals(known.references());
    }
  }
}
