package io.llmisvc.reconcile;

import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what was found: each error and warning of a plan once as an event, when it is new. */
final class FindingReport {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity).thenComparing(Finding::text);

  private final EventRecorder events;
  private final Map<NamespacedName, Set<Finding>> told = new ConcurrentHashMap<>();

  FindingReport(EventRecorder events) {
    this.events = events;
  }

  void tell(ServiceState state, Plan plan) {
    Set<Finding> findings =
        plan.findings().stream()
            .filter(finding -> finding.severity() != Severity.INFO)
            .collect(Collectors.toUnmodifiableSet());
    Set<Finding> before = told.put(plan.service().id(), findings);
    // an operator that ran before has told them
    boolean isTold = before == null && state.wasReconciled();
    findings.stream()
        .filter(finding -> isTold ? Takeover.isAbout(finding) : isNew(finding, before))
        .sorted(ORDER)
        .forEach(finding -> tell(state.service(), finding));
  }

  private static boolean isNew(Finding finding, @Nullable Set<Finding> before) {
    return before == null || !before.contains(finding);
  }

  void forget(NamespacedName service) {
    told.remove(service);
  }

  private void tell(StoredService service, Finding finding) {
    events.record(
        service,
        EventRecorder.Type.WARNING,
        finding.isError() ? "Error" : finding.reason(),
        finding.text());
  }
}
