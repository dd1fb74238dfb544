package io.llmisvc.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.RouterIntent;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.status.condition.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One computation of a service's status: its inputs, with the questions that all parts ask. */
record StatusContext(StatusInputs inputs, Facts facts) {
  static final Verdict STOPPED = Verdict.no(Reason.STOPPED, "service is stopped");

  Plan plan() {
    return inputs.plan();
  }

  ServiceMeta service() {
    return plan().service();
  }

  Settings settings() {
    return inputs.settings();
  }

  boolean isStopped() {
    return service().isStopped();
  }

  Optional<LLMInferenceServiceSpec> spec() {
    return plan().effective().map(EffectiveSpec::spec);
  }

  /** What is asked of the router; nothing while there is no effective spec. */
  RouterIntent router() {
    return plan().effective().map(EffectiveSpec::router).orElse(RouterIntent.NONE);
  }

  Optional<LLMInferenceServiceStatus> previous() {
    return Optional.ofNullable(inputs.previous());
  }

  List<Condition> previousConditions() {
    return previous().map(LLMInferenceServiceStatus::conditions).orElse(List.of());
  }

  Optional<ObjectNode> live(ObjectKey key) {
    return Optional.ofNullable(inputs.observed().children().get(key)).or(() -> facts.child(key));
  }

  /** The planned child's identity; when none is planned, the one that such a child would have. */
  ObjectKey key(ChildRole role) {
    return plan().child(role).map(Child::key).orElseGet(() -> role.key(service()));
  }

  /** The child that is planned, or that is kept because the plan could not decide on it. */
  Optional<ObjectKey> standing(ChildRole role) {
    if (plans(role)) {
      return plan().child(role).map(Child::key);
    }
    boolean unwanted = plan().absent().stream().anyMatch(absent -> absent.role() == role);
    return unwanted
        ? Optional.empty()
        : Optional.of(key(role)).filter(key -> live(key).isPresent());
  }

  boolean plans(ChildRole role) {
    return plan().child(role).isPresent();
  }

  /**
   * Why the part of the service cannot be ready, whatever its live objects say: what the cluster
   * refused, else that it is stopped, else what is wrong with the spec.
   */
  Optional<Verdict> obstacle(Subject subject) {
    Optional<Verdict> failure = failure(subject);
    if (failure.isPresent() || isStopped()) {
      return failure.or(() -> Optional.of(STOPPED));
    }
    return error(subject).or(() -> unread(subject.stage()));
  }

  /** What the stage needs and nobody could read, so that nothing was done. */
  Optional<Verdict> unread(Stage stage) {
    Map<Stage, Set<Reference>> unread = inputs.observed().unread();
    return Optional.ofNullable(unread.getOrDefault(Stage.COMPOSITION, unread.get(stage)))
        .map(
            references ->
                Verdict.unknown(
                    Reason.REFERENCE_UNREAD,
                    joined(references.stream().map(Reference::toString).sorted())
                        + " could not be read yet"));
  }

  Optional<Verdict> failure(Subject subject) {
    List<Observed.Failure> failures = failures(subject).toList();
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Verdict.no(
                failures.getFirst().reason(), joined(failures.stream().map(StatusContext::text))));
  }

  Optional<Verdict> error(Subject subject) {
    return error(plan().errors(subject));
  }

  Optional<Verdict> error(Stream<Finding> findings) {
    List<Finding> errors = findings.toList();
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Verdict.no(errors.getFirst().reason(), joined(errors.stream().map(Finding::text))));
  }

  boolean hasProblem(Subject subject) {
    return failures(subject).findAny().isPresent()
        || (!isStopped() && plan().errors(subject).findAny().isPresent());
  }

  static String joined(Stream<String> texts) {
    return texts.distinct().collect(Collectors.joining("; "));
  }

  private Stream<Observed.Failure> failures(Subject subject) {
    return inputs.observed().failures().stream()
        .filter(failure -> failure.role().subject() == subject);
  }

  private static String text(Observed.Failure failure) {
    String object = failure.key().toString();
    return failure.message().contains(failure.key().name())
        ? failure.message()
        : object + ": " + failure.message();
  }
}
