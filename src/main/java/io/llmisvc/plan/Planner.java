package io.llmisvc.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.composition.Composer;
import io.llmisvc.composition.SpecReading;
import io.llmisvc.composition.layer.ConfigNames;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.composition.layer.Structure;
import io.llmisvc.desired.migration.Migration;
import io.llmisvc.desired.router.GroupMembership;
import io.llmisvc.desired.router.ModelNames;
import io.llmisvc.desired.router.RouterDesired;
import io.llmisvc.desired.scheduler.DeclaredPlugins;
import io.llmisvc.desired.workload.WorkloadDesired;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.plan.origin.ChildOrigins;
import io.llmisvc.plan.origin.Workers;
import io.llmisvc.validation.ConfigValidation;
import io.llmisvc.validation.SecurityRules;
import io.llmisvc.validation.SpecValidation;
import io.llmisvc.validation.structure.SpecStructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Plans a service. The same inputs give the same plan. Thread-safe; made once, because it holds the
 * schema and parsed templates.
 */
public final class Planner {
  private final Composer composer;

  private Planner(DoubleConsumer budgetUsed) {
    composer =
        new Composer(new Structure(SpecStructure::ofService, SpecStructure::ofConfig), budgetUsed);
  }

  public static Planner create() {
    return create(used -> {});
  }

  /**
   * @param budgetUsed hears which share of its budget each expansion of templates used, 1 being all
   *     of it
   */
  public static Planner create(DoubleConsumer budgetUsed) {
    return new Planner(budgetUsed);
  }

  /**
   * What must exist, what must not, and what its owner should know. A service whose spec cannot be
   * composed or is invalid keeps what it has: its plan has no absences but that of a route that
   * must not be, and no children but a route whose routing group changed. A stopped one is taken
   * down all the same, by what can be read of its own spec.
   */
  public Plan plan(Inputs inputs) {
    Optional<Finding> unreadable = Readable.problem(inputs);
    if (unreadable.isPresent()) {
      return kept(
          inputs.meta(),
          Readable.applied(inputs.service()),
          unreadable.get(),
          RouterDesired.ofUndecided(inputs.meta(), inputs.settings(), new Facts(inputs.facts())));
    }
    StageFacts facts = new StageFacts(inputs.facts());
    Composition composition = composed(inputs, facts.of(Stage.COMPOSITION));
    if (composition.effective() == null && inputs.meta().isStopped()) {
      composition = stopped(inputs, composition);
    }
    Desired desired = desired(inputs, composition, facts);
    EffectiveSpec effective = composition.effective();
    TrafficSplit split =
        effective == null
            ? null
            : GroupMembership.split(effective, facts.of(Stage.ROUTER)).orElse(null);
    List<Finding> findings = new ArrayList<>(composition.findings());
    findings.addAll(desired.findings());
    return new Plan(
        inputs.meta(),
        composition,
        desired.children(),
        desired.absent(),
        findings,
        facts.asked(),
        facts.unread(),
        effective == null
            ? null
            : RouterDesired.publication(
                effective, inputs.settings(), facts.of(Stage.ROUTER), desired),
        split);
  }

  /** The spec of a service as it would be planned with, and all that is wrong with it. */
  public Composition compose(Inputs inputs) {
    return Readable.problem(inputs)
        .map(problem -> new Composition(null, List.of(), Map.of(), List.of(problem)))
        .orElseGet(() -> composed(inputs, new Facts(inputs.facts())));
  }

  private Composition composed(Inputs inputs, Facts facts) {
    return validated(inputs, composer.compose(inputs, facts));
  }

  /** Why an object cannot be planned with: it is beyond what readers take. */
  public Optional<String> unreadable(ObjectNode object) {
    return Readable.problem(object).map(Finding::text);
  }

  /** The plan of a service whose plans ask for something new each time: what it has stays. */
  Plan unsettled(Plan last) {
    String message =
        "each plan asked for something new; last for "
            + last.references().stream().map(Reference::toString).sorted().toList();
    return kept(
        last.service(),
        last.composition().applied(),
        Finding.error(Subject.COMPOSITION, "PlanNotSettled", "", message));
  }

  /**
   * The plan while the operator's own configuration is broken: it says so, and what the service has
   * stays.
   *
   * @param applied the configs of the last composition: they still are what runs
   * @param problem names the ConfigMap, the key and the reason
   */
  public Plan refused(ServiceMeta service, List<AppliedConfig> applied, String problem) {
    return kept(
        service, applied, Finding.error(Subject.COMPOSITION, "OperatorConfigInvalid", "", problem));
  }

  /** Nothing is wanted and nothing must go: the service keeps what it has. */
  private static Plan kept(ServiceMeta service, List<AppliedConfig> applied, Finding why) {
    return kept(service, applied, why, Desired.NOTHING);
  }

  private static Plan kept(
      ServiceMeta service, List<AppliedConfig> applied, Finding why, Desired but) {
    return new Plan(
        service,
        new Composition(null, applied, Map.of(), List.of(why)),
        but.children(),
        but.absent(),
        List.of(why),
        Set.of(),
        null);
  }

  /** What of a deleted service garbage collection cannot reach, by its computed names. */
  public List<AbsentChild> departed(ServiceMeta service, ClusterFacts facts) {
    return RouterDesired.absent(service, new Facts(facts), "the service is deleted")
        .absent()
        .stream()
        .filter(child -> !child.key().kind().isNamespaced())
        .toList();
  }

  /** Where each value of the effective spec came from, as far as it can be composed. */
  public Explanation explain(Inputs inputs) {
    return composer.explain(inputs, new Facts(inputs.facts()));
  }

  /**
   * Finds what values of a plan's children rest on; nothing when it has no effective spec.
   *
   * @param plan of these inputs
   * @param spec where the values of its effective spec come from
   * @param workers plan many a time
   */
  public Optional<ChildOrigins> origins(
      Inputs inputs, Plan plan, Explanation spec, Workers workers) {
    return plan.effective()
        .map(
            effective ->
                new ChildOrigins(
                    inputs,
                    effective,
                    spec,
                    (stage, other, settings) -> rehearsed(stage, other, settings, inputs.facts()),
                    workers));
  }

  /** Children of a spec that nobody has checked: one that means nothing gives none. */
  private static List<Child> rehearsed(
      Stage stage, EffectiveSpec effective, Settings settings, ClusterFacts facts) {
    try {
      return desired(stage, effective, settings, new StageFacts(facts)).children();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  /** Every config that the service may use, in each place where it is looked for. */
  public Set<NamespacedName> configNames(ObjectNode service, Settings settings) {
    return ConfigNames.of(service, settings);
  }

  /** Names of the configs that every service may get without naming them. */
  public Set<String> wellKnown(Settings settings) {
    return ConfigNames.implied(settings);
  }

  /** The well-known configs that are built in, as complete objects. */
  public List<ObjectNode> presets(String prefix, String namespace) {
    return Presets.load(prefix, namespace);
  }

  /** The model names for which a service answers by what is stored of it, before it is planned. */
  public Publication published(ObjectNode service) {
    return ModelNames.stored(service);
  }

  /** The same with the requests that its managed route takes, by the live one. */
  public Publication published(ObjectNode service, ObjectNode route, Settings settings) {
    return ModelNames.stored(service, route, settings);
  }

  /** What a stored service says to its routing group, but for whether it is ready. */
  public Optional<Membership> membership(ObjectNode service) {
    return GroupMembership.stored(service);
  }

  /** Whether a live route of another service leads to what goes when the service does. */
  public boolean isNeededBy(ServiceMeta service, ObjectNode route) {
    return RouterDesired.isNeededBy(service, route);
  }

  /** What is wrong with a config by itself. */
  public List<Finding> validateConfig(ObjectNode config) {
    Optional<Finding> unreadable = Readable.problem(config);
    if (unreadable.isPresent()) {
      return List.of(unreadable.get());
    }
    JsonNode spec = config.path("spec");
    List<SchemaViolation> violations =
        spec.isMissingNode() ? List.of() : SpecStructure.ofConfig(spec);
    if (!violations.isEmpty()) {
      return violations.stream().map(SchemaViolation::finding).toList();
    }
    SpecReading.Reading reading = SpecReading.of(config);
    return reading.spec().map(ConfigValidation::validate).orElse(reading.findings());
  }

  /**
   * What is wrong with a config when a service uses it: its templates are expanded for a sample
   * service, and the result is checked as the spec of one.
   */
  public List<Finding> tryConfig(ObjectNode config, Settings settings) {
    return composer.tryOut(config, settings).stream().filter(Finding::isError).toList();
  }

  /** What is wrong with what the author of a service wrote, whatever its configs say. */
  public List<Finding> validateOwn(ObjectNode service) {
    SpecReading.Reading reading = SpecReading.of(service);
    return reading.spec().map(SpecValidation::validateOwn).orElse(reading.findings());
  }

  /** As {@link #validateOwn}, by what only the first version of the API refuses. */
  public List<Finding> validateV1alpha1(ObjectNode service) {
    return SpecReading.of(service).spec().map(SpecValidation::validateV1alpha1).orElse(List.of());
  }

  /** What is wrong with a change of a service, as both of its states are composed. */
  public List<Finding> validateUpdate(Composition before, Composition after) {
    EffectiveSpec old = before.effective();
    EffectiveSpec now = after.effective();
    return old == null || now == null
        ? List.of()
        : SpecValidation.validateUpdate(old.spec(), now.spec());
  }

  private static Composition validated(Inputs inputs, Composition composition) {
    EffectiveSpec effective = composition.effective();
    if (effective == null) {
      return composition;
    }
    List<Finding> verdict = new ArrayList<>();
    SpecReading.router(inputs.service())
        .ifPresent(own -> verdict.addAll(SpecValidation.validateOwn(own)));
    if (verdict.stream().noneMatch(Finding::isError)) {
      verdict.addAll(SpecValidation.validate(effective.spec(), effective.service()));
    }
    verdict.addAll(SecurityRules.check(effective, inputs.settings().security()));
    if (verdict.stream().noneMatch(Finding::isError)) {
      verdict.addAll(SpecValidation.warnings(effective, inputs.settings()));
      verdict.addAll(DeclaredPlugins.questionable(effective));
    }
    List<Finding> findings = new ArrayList<>(composition.findings());
    findings.addAll(verdict);
    return new Composition(
        verdict.stream().anyMatch(Finding::isError) ? null : effective,
        composition.applied(),
        composition.pins(),
        findings);
  }

  /** A service that cannot be composed is still stopped; why it cannot is part of what is said. */
  private static Composition stopped(Inputs inputs, Composition failed) {
    String why =
        failed.findings().stream()
            .filter(Finding::isError)
            .map(Finding::text)
            .collect(Collectors.joining("; "));
    Finding finding =
        Finding.error(Subject.COMPOSITION, "Stopped", "", "service is stopped; " + why);
    return new Composition(
        SpecReading.own(inputs.service()), failed.applied(), failed.pins(), List.of(finding));
  }

  private static Desired desired(Inputs inputs, Composition composition, StageFacts facts) {
    EffectiveSpec effective = composition.effective();
    Settings settings = inputs.settings();
    if (effective == null) {
      return RouterDesired.ofUndecided(inputs.meta(), settings, facts.of(Stage.ROUTER));
    }
    Desired desired =
        desired(Stage.WORKLOAD, effective, settings, facts)
            .and(desired(Stage.ROUTER, effective, settings, facts));
    return Migration.of(desired, effective.service(), settings, facts.of(Stage.WORKLOAD));
  }

  private static Desired desired(
      Stage stage, EffectiveSpec effective, Settings settings, StageFacts facts) {
    return switch (stage) {
      case COMPOSITION -> Desired.NOTHING;
      case WORKLOAD -> WorkloadDesired.of(effective, settings, facts.of(stage));
      case ROUTER -> RouterDesired.of(effective, settings, facts.of(stage));
    };
  }
}
