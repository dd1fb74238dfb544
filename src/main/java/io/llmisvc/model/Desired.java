package io.llmisvc.model;

import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/** Children, absences and findings of one part of a service; parts add up. */
public record Desired(List<Child> children, List<AbsentChild> absent, List<Finding> findings) {
  public static final Desired NOTHING = new Desired(List.of(), List.of(), List.of());

  public Desired {
    children = List.copyOf(children);
    absent = List.copyOf(absent);
    findings = List.copyOf(findings);
  }

  public static Desired of(Child child) {
    return new Desired(List.of(child), List.of(), List.of());
  }

  public static Desired absent(AbsentChild child) {
    return new Desired(List.of(), List.of(child), List.of());
  }

  public static Desired finding(Finding finding) {
    return new Desired(List.of(), List.of(), List.of(finding));
  }

  public static Desired findings(List<Finding> findings) {
    return new Desired(List.of(), List.of(), findings);
  }

  public static Desired all(List<Desired> parts) {
    List<Child> children = new ArrayList<>();
    List<AbsentChild> absent = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Desired part : parts) {
      children.addAll(part.children);
      absent.addAll(part.absent);
      findings.addAll(part.findings);
    }
    return new Desired(children, absent, findings);
  }

  public Desired and(Desired other) {
    return all(List.of(this, other));
  }
}
