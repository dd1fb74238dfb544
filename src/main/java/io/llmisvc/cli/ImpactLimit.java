package io.llmisvc.cli;

import io.llmisvc.model.finding.Severity;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlannedChange;

/** What a change may be told not to do. */
enum ImpactLimit {
  /** Pods are made anew, or go while their service stays. */
  restart("pods restart or go") {
    @Override
    boolean isExceeded(Impact impact) {
      return impact.restarts() + impact.removals() > 0;
    }
  },
  /** A child goes. */
  delete("children are deleted") {
    @Override
    boolean isExceeded(Impact impact) {
      return impact.count(PlannedChange.Verb.DELETED) > 0;
    }
  },
  /** There is a warning or an error that was not there before. */
  finding("warnings or errors appear") {
    @Override
    boolean isExceeded(Impact impact) {
      return impact.services().stream()
          .flatMap(service -> service.appeared().stream())
          .anyMatch(finding -> finding.severity() != Severity.INFO);
    }
  };

  private final String text;

  ImpactLimit(String text) {
    this.text = text;
  }

  /** What happens when it is exceeded. */
  String text() {
    return text;
  }

  abstract boolean isExceeded(Impact impact);
}
