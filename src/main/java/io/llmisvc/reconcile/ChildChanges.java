package io.llmisvc.reconcile;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.cluster.ChildWriter;
import io.llmisvc.cluster.Difference;
import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.cluster.NamespaceEnd;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.metrics.Metric;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Observed;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes children exist or not, one by one, for one pass: what fails is returned and does not keep
 * the others from being written, unless it says that they would fare no better. What was done is
 * recorded as one event on the service.
 */
final class ChildChanges {
  private static final Logger LOG = Logger.getLogger(ChildChanges.class);

  /** Of the 1024 characters that a message of an event may have. */
  private static final int ROOM = 1000;

  private final ChildWriter writer;
  private final EventRecorder events;
  private final Telemetry telemetry;
  private final FightReport fights;
  private final Map<String, List<String>> done = new LinkedHashMap<>();
  private final boolean isSpecNew;
  private boolean isOver;
  private boolean stood = true;

  /**
   * @param isSpecNew whether the spec had no pass yet
   */
  ChildChanges(ChildWriter writer, EventRecorder events, Telemetry telemetry, boolean isSpecNew) {
    this.writer = writer;
    this.isSpecNew = isSpecNew;
    this.events = events;
    this.telemetry = telemetry;
    this.fights = new FightReport(events, telemetry.meters());
  }

  private interface Write {
    ChildWriter.Written write(Consumer<Difference> updated);
  }

  List<Observed.Failure> apply(StoredService service, ServiceMeta meta, List<Child> children) {
    List<Observed.Failure> failures = new ArrayList<>();
    for (Child child : children) {
      attempt(service, child.role(), child.key(), difference -> applied(meta, child, difference))
          .ifPresent(failures::add);
    }
    return failures;
  }

  List<Observed.Failure> remove(StoredService service, ServiceMeta meta, List<AbsentChild> absent) {
    List<Observed.Failure> failures = new ArrayList<>();
    for (AbsentChild child : absent) {
      attempt(service, child.role(), child.key(), difference -> writer.remove(meta, child))
          .ifPresent(failures::add);
    }
    return failures;
  }

  private ChildWriter.Written applied(ServiceMeta meta, Child child, Consumer<Difference> updated) {
    ChildWriter.Written written = writer.apply(meta, child, updated);
    if (written == ChildWriter.Written.NOTHING) { // what is wanted and stands; what is not, is not
      count(child.key(), "unchanged");
    }
    return written;
  }

  private void count(ObjectKey key, String result) {
    telemetry.meters().count(Metric.CHILD_WRITES, key.kind().kind(), result);
  }

  private Optional<Observed.Failure> attempt(
      StoredService service, ChildRole role, ObjectKey key, Write write) {
    if (isOver) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    AtomicReference<@Nullable Difference> difference = new AtomicReference<>();
    try {
      ChildWriter.Written written =
          telemetry.spans().child(key, () -> write.write(difference::set));
      note(key, written, difference.get());
      writer.takeFight(key).ifPresent(fight -> fights.tell(service, fight));
      return Optional.empty();
    } catch (KubernetesClientException | ChildWriter.ForeignObjectException e) {
      if (NamespaceEnd.isSaidBy(e)) {
        LOG.debugf(
            "namespace is being deleted, nothing is made there: namespace=%s name=%s",
            service.id().namespace(), service.id().name());
        isOver = true;
        stood = false;
        return Optional.empty();
      }
      count(key, "refused");
      isOver = DeadEnd.isSaidBy(e, Duration.ofNanos(System.nanoTime() - start));
      return Optional.of(new Observed.Failure(role, key, role.failureReason(), message(key, e)));
    }
  }

  private void note(ObjectKey key, ChildWriter.Written written, @Nullable Difference difference) {
    String verb =
        switch (written) {
          case NOTHING, POSTPONED -> "";
          case CREATED -> "Created";
          case UPDATED -> "Updated";
          case RECREATED -> "Recreated";
          case DELETED -> "Deleted";
        };
    if (written != ChildWriter.Written.NOTHING) {
      stood = false;
      count(key, written.label());
    }
    if (verb.isEmpty()) {
      return;
    }
    ChildChange change = ChildChange.of(key, verb, isSpecNew, difference);
    try (LogFields fields = LogFields.of(change)) {
      LOG.info(change.line());
    }
    done.computeIfAbsent(verb, v -> new ArrayList<>())
        .add(
            "%s.%s %s"
                .formatted(
                    key.kind().version(),
                    key.kind().kind(),
                    key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name()));
  }

  /** True while there was nothing to write, and nothing that waits to be written. */
  boolean stood() {
    return stood;
  }

  /** True when anything was made, changed or removed. */
  boolean wrote() {
    return !done.isEmpty();
  }

  /** Tells, at the end of the pass, what was done in it. */
  void tell(StoredService service) {
    if (!done.isEmpty()) {
      events.record(
          service,
          EventRecorder.Type.NORMAL,
          done.size() == 1 ? done.keySet().iterator().next() : "Reconciled",
          text());
    }
  }

  /** As much as an event holds, and the number of the rest. */
  private String text() {
    StringBuilder text = new StringBuilder();
    int left = done.values().stream().mapToInt(List::size).sum();
    for (Map.Entry<String, List<String>> verb : done.entrySet()) {
      String lead = (text.isEmpty() ? "" : "; ") + verb.getKey() + " ";
      for (String object : verb.getValue()) {
        if (text.length() + lead.length() + object.length() > ROOM) {
          return text.append(" and ").append(left).append(" more").toString();
        }
        text.append(lead).append(object);
        lead = ", ";
        left--;
      }
    }
    return text.toString();
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
