package io.llmisvc.model;

import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.TrafficSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is decided about a service: which objects must exist, which must not, and what its owner
 * should know. A plan may hold children and errors at once: a broken router does not hide a healthy
 * workload.
 *
 * @param findings those of every stage, composition included
 * @param references what the plan depends on besides the service, its configs and its children
 * @param unread those of them that nobody has read, by the stage that asked: what depends on them
 *     is a guess, good enough to look at and not to act on
 * @param publication the model names it answers for; others of the namespace are told apart from it
 *     by them. Absent when there is no effective spec: what was published before still is
 * @param split who shares the traffic of its routing group. Absent when it is in none, and when
 *     there is no effective spec: then it is where it was before
 */
public record Plan(
    ServiceMeta service,
    Composition composition,
    List<Child> children,
    List<AbsentChild> absent,
    List<Finding> findings,
    Set<Reference> references,
    Map<Stage, Set<Reference>> unread,
    @Nullable Publication publication,
    @Nullable TrafficSplit split) {
  public Plan {
    children = List.copyOf(children);
    absent = List.copyOf(absent);
    findings = List.copyOf(findings);
    references = Set.copyOf(references);
    unread = Map.copyOf(unread);
  }

  /** A plan that needed nothing that is unknown. */
  public Plan(
      ServiceMeta service,
      Composition composition,
      List<Child> children,
      List<AbsentChild> absent,
      List<Finding> findings,
      Set<Reference> references,
      @Nullable Publication publication) {
    this(service, composition, children, absent, findings, references, Map.of(), publication, null);
  }

  /** True when all that the children of the stage are made from was read. */
  public boolean isKnown(Stage stage) {
    return !unread.containsKey(Stage.COMPOSITION) && !unread.containsKey(stage);
  }

  public Optional<EffectiveSpec> effective() {
    return Optional.ofNullable(composition.effective());
  }

  /** How many GPUs and the like the pods ask for together; 0 while there is no effective spec. */
  public long accelerators() {
    return effective().map(Accelerators::total).orElse(0L);
  }

  public Stream<Child> children(Stage stage) {
    return children.stream().filter(child -> child.role().stage() == stage);
  }

  public Stream<AbsentChild> absent(Stage stage) {
    return absent.stream().filter(child -> child.role().stage() == stage);
  }

  public Optional<Child> child(ChildRole role) {
    return children.stream().filter(child -> child.role() == role).findFirst();
  }

  public Stream<Finding> errors(Subject subject) {
    return findings.stream().filter(f -> f.isError() && f.subject() == subject);
  }

  public boolean hasErrors() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
