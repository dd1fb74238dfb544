package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.memo.LruCache;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Records Kubernetes events about an object. One that was recorded before is counted on the Event
 * that exists. An event that cannot be written is logged.
 */
public final class EventRecorder {
  private static final Logger LOG = Logger.getLogger(EventRecorder.class);
  private static final int MESSAGE_LIMIT = 1024;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final int REMEMBERED = 1000;

  private final KubernetesClient client;
  private final LeaseTerm term;
  private final String component;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong();
  private final LruCache<Said, Recorded> recent = new LruCache<>(REMEMBERED);

  EventRecorder(KindClient client, String component, Clock clock) {
    this.client = client.client();
    this.term = client.term();
    this.component = component;
    this.clock = clock;
  }

  /** For what every replica may tell, whether it leads or not. */
  public static EventRecorder unbounded(KubernetesClient client, String component, Clock clock) {
    return new EventRecorder(new KindClient(client), component, clock);
  }

  /** How serious an event is: Kubernetes knows two kinds. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  /** What makes two events equal. */
  private record Said(String uid, String type, String reason, String message) {}

  /**
   * @param name of the Event
   * @param count how often it was said
   */
  private record Recorded(String namespace, String name, int count) {
    Recorded again() {
      return new Recorded(namespace, name, count + 1);
    }
  }

  public void record(HasMetadata about, Type type, String reason, String message) {
    Event event = event(about, type, reason, message);
    try {
      term.require();
      if (!repeat(event)) {
        create(event);
      }
    } catch (KubernetesClientException e) {
      if (NamespaceEnd.isSaidBy(e)) {
        return; // nobody is left to read it
      }
      LOG.warnf(
          "event not recorded: reason=%s namespace=%s name=%s cause=%s",
          reason,
          about.getMetadata().getNamespace(),
          about.getMetadata().getName(),
          e.getMessage());
    }
  }

  /** Counts the event where it was recorded before; false when it was not, or has expired. */
  private boolean repeat(Event event) {
    Recorded before = recent.get(said(event));
    if (before == null) {
      return false;
    }
    Recorded now = before.again();
    try {
      // through an object, not its name: by name the client reads first
      client.resource(shell(now)).patch(MERGE, counted(now, event.getLastTimestamp()));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
    recent.put(said(event), now);
    return true;
  }

  private void create(Event event) {
    client.resource(event).create();
    ObjectMeta metadata = event.getMetadata();
    recent.put(said(event), new Recorded(metadata.getNamespace(), metadata.getName(), 1));
  }

  private static Said said(Event event) {
    return new Said(
        Objects.requireNonNullElse(event.getInvolvedObject().getUid(), ""),
        event.getType(),
        event.getReason(),
        event.getMessage());
  }

  private static Event shell(Recorded recorded) {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(recorded.namespace())
        .withName(recorded.name())
        .endMetadata()
        .build();
  }

  private static String counted(Recorded recorded, String now) {
    return "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(recorded.count(), now);
  }

  private Event event(HasMetadata about, Type type, String reason, String message) {
    String now = clock.instant().toString();
    String text = message.replace('\n', ' ');
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(about.getMetadata().getNamespace())
        .withName(name(about.getMetadata().getName()))
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(about.getMetadata().getNamespace())
        .withName(about.getMetadata().getName())
        .withUid(about.getMetadata().getUid())
        .withResourceVersion(about.getMetadata().getResourceVersion())
        .endInvolvedObject()
        .withType(type.text)
        .withReason(reason)
        .withMessage(text.length() > MESSAGE_LIMIT ? text.substring(0, MESSAGE_LIMIT) : text)
        .withNewSource()
        .withComponent(component)
        .endSource()
        .withReportingComponent(component)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .build();
  }

  private String name(String object) {
    String suffix =
        Long.toHexString(clock.millis()) + Long.toHexString(sequence.incrementAndGet() & 0xfff);
    return object.substring(0, Math.min(object.length(), 230)) + "." + suffix;
  }
}
