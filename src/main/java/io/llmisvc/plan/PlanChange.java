package io.llmisvc.plan;

import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a service that one plan takes the place of another.
 *
 * @param children those that are created, changed or deleted
 * @param acceleratorsBefore what all its pods ask for together
 * @param appeared findings that only the later plan has
 * @param gone findings that only the earlier plan has
 */
public record PlanChange(
    NamespacedName service,
    Extent extent,
    List<PlannedChange> children,
    long acceleratorsBefore,
    long acceleratorsAfter,
    List<Finding> appeared,
    List<Finding> gone) {

  /** How far it goes. */
  public enum Extent {
    /** The service is new. */
    NEW,
    /** The service goes, with its children. */
    GONE,
    /** It cannot be stored or planned any more: its children stay as they are. */
    BROKEN,
    /** Some of its children change. */
    CHANGED,
    /** No child changes. */
    SAME
  }

  public PlanChange {
    children = List.copyOf(children);
    appeared = List.copyOf(appeared);
    gone = List.copyOf(gone);
  }

  /** Of a service that is there before and after. */
  public static PlanChange between(Plan before, Plan after) {
    boolean isBroken =
        after.composition().effective() == null && before.composition().effective() != null;
    List<PlannedChange> children = isBroken ? List.of() : children(before, after);
    Extent same = children.isEmpty() ? Extent.SAME : Extent.CHANGED;
    return new PlanChange(
        after.service().id(),
        isBroken ? Extent.BROKEN : same,
        children,
        before.accelerators(),
        isBroken ? before.accelerators() : after.accelerators(),
        onlyIn(after.findings(), before.findings()),
        onlyIn(before.findings(), after.findings()));
  }

  /**
   * Of a service that an API server will not store as it is to be.
   *
   * @param accelerators what its pods ask for now and further on
   * @param findings why
   */
  public static PlanChange refused(
      NamespacedName service, long accelerators, List<Finding> findings) {
    return new PlanChange(
        service, Extent.BROKEN, List.of(), accelerators, accelerators, findings, List.of());
  }

  /** Of a service that comes. */
  public static PlanChange coming(Plan plan) {
    return new PlanChange(
        plan.service().id(),
        Extent.NEW,
        plan.children().stream().map(child -> new PlannedChange(null, child)).toList(),
        0,
        plan.accelerators(),
        plan.findings(),
        List.of());
  }

  /** Of a service that goes. */
  public static PlanChange going(Plan plan) {
    return new PlanChange(
        plan.service().id(),
        Extent.GONE,
        plan.children().stream().map(child -> new PlannedChange(child, null)).toList(),
        plan.accelerators(),
        0,
        List.of(),
        plan.findings());
  }

  /** Pods that are made anew. */
  public long restarts() {
    return children.stream().mapToLong(PlannedChange::restarts).sum();
  }

  /** Pods that go while their service stays. */
  public long removals() {
    return extent == Extent.GONE ? 0 : children.stream().mapToLong(PlannedChange::removals).sum();
  }

  public long count(PlannedChange.Verb verb) {
    return children.stream().filter(child -> child.verb() == verb).count();
  }

  /** A child that an error withholds neither changes nor goes. */
  private static List<PlannedChange> children(Plan before, Plan after) {
    Map<ObjectKey, Child> were = new LinkedHashMap<>();
    before.children().forEach(child -> were.put(child.key(), child));
    List<PlannedChange> changes = new ArrayList<>();
    for (Child child : after.children()) {
      @Nullable Child was = were.remove(child.key());
      PlannedChange change = new PlannedChange(was, child);
      if (was == null || !change.fields().isEmpty()) {
        changes.add(change);
      }
    }
    Set<ChildRole> decided =
        Stream.concat(
                after.children().stream().map(Child::role),
                after.absent().stream().map(AbsentChild::role))
            .collect(Collectors.toSet());
    were.values().stream()
        .filter(child -> decided.contains(child.role()))
        .forEach(child -> changes.add(new PlannedChange(child, null)));
    return changes;
  }

  private static List<Finding> onlyIn(List<Finding> some, List<Finding> others) {
    return some.stream().filter(finding -> !others.contains(finding)).toList();
  }
}
