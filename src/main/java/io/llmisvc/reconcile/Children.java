package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.cluster.ChildWriter;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.ObjectKey;
import io.llmisvc.model.Observed;
import io.llmisvc.model.ServiceMeta;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes children exist or not, one by one, for one pass: what fails is returned and does not keep
 * the others from being written, unless it says that they would fare no better. What was done is
 * recorded as events on the service.
 */
final class Children {
  private static final Logger LOG = Logger.getLogger(Children.class);

  private final ChildWriter writer;
  private final EventRecorder events;
  private final FightReport fights;
  private boolean isOver;

  Children(ChildWriter writer, EventRecorder events) {
    this.writer = writer;
    this.events = events;
    this.fights = new FightReport(events, Metrics.globalRegistry);
  }

  List<Observed.Failure> apply(StoredService service, ServiceMeta meta, List<Child> children) {
    List<Observed.Failure> failures = new ArrayList<>();
    for (Child child : children) {
      attempt(service, child.role(), child.key(), () -> writer.apply(meta, child))
          .ifPresent(failures::add);
    }
    return failures;
  }

  List<Observed.Failure> remove(StoredService service, ServiceMeta meta, List<AbsentChild> absent) {
    List<Observed.Failure> failures = new ArrayList<>();
    for (AbsentChild child : absent) {
      attempt(service, child.role(), child.key(), () -> writer.remove(meta, child))
          .ifPresent(failures::add);
    }
    return failures;
  }

  private Optional<Observed.Failure> attempt(
      StoredService service, ChildRole role, ObjectKey key, Supplier<ChildWriter.Written> write) {
    if (isOver) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      announce(service, key, write.get());
      writer.takeFight(key).ifPresent(fight -> fights.tell(service, fight));
      return Optional.empty();
    } catch (KubernetesClientException | ChildWriter.ForeignObjectException e) {
      isOver = DeadEnd.isSaidBy(e, Duration.ofNanos(System.nanoTime() - start));
      return Optional.of(new Observed.Failure(role, key, role.failureReason(), message(key, e)));
    }
  }

  private void announce(StoredService service, ObjectKey key, ChildWriter.Written written) {
    String reason =
        switch (written) {
          case NOTHING -> "";
          case CREATED -> "Created";
          case UPDATED -> "Updated";
          case RECREATED -> "Recreated";
          case DELETED -> "Deleted";
        };
    if (reason.isEmpty()) {
      return;
    }
    LOG.infof(
        "child %s: kind=%s namespace=%s name=%s",
        reason, key.kind().kind(), key.namespace(), key.name());
    events.record(
        service,
        EventRecorder.Type.NORMAL,
        reason,
        "%s %s.%s %s"
            .formatted(
                reason,
                key.kind().version(),
                key.kind().kind(),
                key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name()));
  }

  /** The API server's own words where it said something; never the request, which may hold data. */
  private static String message(ObjectKey key, RuntimeException e) {
    if (e instanceof KubernetesClientException client && client.getStatus() != null) {
      String said = client.getStatus().getMessage();
      return key + ": " + (said == null ? "HTTP " + client.getCode() : said.replace('\n', ' '));
    }
    String said = String.valueOf(e.getMessage()).replace('\n', ' ');
    return said.startsWith(key.toString()) ? said : key + ": " + said;
  }
}
