package io.llmisvc.reconcile;

import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.Observed;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Says what could not be written: as one event and one line in the log, not again for each retry.
 * When all could be written, what fails later is news.
 */
final class FailureReport {
  private static final Logger LOG = Logger.getLogger(FailureReport.class);

  /** More than that for one service, and messages are likely to differ each time. */
  private static final int REMEMBERED = 50;

  private final EventRecorder events;
  private final Map<NamespacedName, Set<String>> told = new ConcurrentHashMap<>();

  FailureReport(EventRecorder events) {
    this.events = events;
  }

  void tell(StoredService service, List<Observed.Failure> failures) {
    if (failures.isEmpty()) {
      forget(service.id());
      return;
    }
    Set<String> known = told.computeIfAbsent(service.id(), id -> ConcurrentHashMap.newKeySet());
    for (Observed.Failure failure : failures) {
      if (known.size() < REMEMBERED && known.add(failure.message())) {
        tell(service, failure.message());
      }
    }
  }

  void forget(NamespacedName service) {
    told.remove(service);
  }

  private void tell(StoredService service, String message) {
    NamespacedName id = service.id();
    LOG.warnf(
        "child not written, tried again: namespace=%s name=%s cause=%s",
        id.namespace(), id.name(), message);
    events.record(service, EventRecorder.Type.WARNING, "Error", message);
  }
}
