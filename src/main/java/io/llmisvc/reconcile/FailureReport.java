package io.llmisvc.reconcile;

import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.Observed;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * @param reason of the event
   */
  private record News(String what, String reason, String message) {}

  FailureReport(EventRecorder events) {
    this.events = events;
  }

  /**
   * @param failures of children
   * @param status why the status could not be written; empty when it was
   */
  void tell(StoredService service, List<Observed.Failure> failures, Optional<String> status) {
    if (failures.isEmpty() && status.isEmpty()) {
      forget(service.id());
      return;
    }
    for (Observed.Failure failure : failures) {
      tell(service, new News("child", "Error", failure.message()));
    }
    status.ifPresent(message -> tell(service, new News("status", "UpdateFailed", message)));
  }

  void forget(NamespacedName service) {
    told.remove(service);
  }

  private void tell(StoredService service, News news) {
    NamespacedName id = service.id();
    Set<String> known = told.computeIfAbsent(id, name -> ConcurrentHashMap.newKeySet());
    if (known.size() >= REMEMBERED || !known.add(news.message)) {
      return;
    }
    LOG.warnf(
        "%s not written, tried again: namespace=%s name=%s cause=%s",
        news.what, id.namespace(), id.name(), news.message);
    events.record(service, EventRecorder.Type.WARNING, news.reason, news.message);
  }
}
