package io.llmisvc.model;

import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Children, absences and findings of one part of a service; parts add up.
 *
 * @param withheld what is left as it is, because something keeps it from being decided
 */
public record Desired(
    List<Child> children,
    List<AbsentChild> absent,
    List<Finding> findings,
    Set<ChildRole> withheld) {
  public static final Desired NOTHING = new Desired(List.of(), List.of(), List.of(), Set.of());

  public Desired {
    children = List.copyOf(children);
    absent = List.copyOf(absent);
    findings = List.copyOf(findings);
    withheld = Set.copyOf(withheld);
  }

  public static Desired of(Child child) {
    return new Desired(List.of(child), List.of(), List.of(), Set.of());
  }

  public static Desired absent(AbsentChild child) {
    return new Desired(List.of(), List.of(child), List.of(), Set.of());
  }

  public static Desired finding(Finding finding) {
    return findings(List.of(finding));
  }

  public static Desired findings(List<Finding> findings) {
    return new Desired(List.of(), List.of(), findings, Set.of());
  }

  /** What exists of these roles stays as it is. */
  public static Desired withheld(Collection<ChildRole> roles, List<Finding> why) {
    return new Desired(List.of(), List.of(), why, Set.copyOf(roles));
  }

  public static Desired all(List<Desired> parts) {
    List<Child> children = new ArrayList<>();
    List<AbsentChild> absent = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Set<ChildRole> withheld = EnumSet.noneOf(ChildRole.class);
    for (Desired part : parts) {
      children.addAll(part.children);
      absent.addAll(part.absent);
      findings.addAll(part.findings);
      withheld.addAll(part.withheld);
    }
    return new Desired(children, absent, findings, withheld);
  }

  public Desired and(Desired other) {
    return all(List.of(this, other));
  }

  /** The same with these children in place of its own. */
  public Desired with(List<Child> others) {
    return new Desired(others, absent, findings, withheld);
  }

  /** The same, what is wanted and what is not each in the order of their roles. */
  public Desired ordered() {
    return new Desired(
        children.stream().sorted(Comparator.comparing(Child::role)).toList(),
        absent.stream().sorted(Comparator.comparing(AbsentChild::role)).toList(),
        findings,
        withheld);
  }

  /** Whether it is said of an object of this role that it must, must not, or may go on to exist. */
  public boolean decides(ChildRole role, ObjectKey key) {
    if (withheld.contains(role)) {
      return true;
    }
    for (Child child : children) {
      if (child.role() == role) {
        return true;
      }
    }
    for (AbsentChild child : absent) {
      if (child.key().equals(key)) {
        return true;
      }
    }
    return false;
  }
}
