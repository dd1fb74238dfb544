package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Records Kubernetes events about an object. An event that cannot be written is logged. */
public final class EventRecorder {
  private static final Logger LOG = Logger.getLogger(EventRecorder.class);
  private static final int MESSAGE_LIMIT = 1024;

  private final KubernetesClient client;
  private final String component;
  private final Clock clock;
  private final AtomicLong sequence = new AtomicLong();

  EventRecorder(KubernetesClient client, String component, Clock clock) {
    this.client = client;
    this.component = component;
    this.clock = clock;
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

  public void record(HasMetadata about, Type type, String reason, String message) {
    try {
      client.resource(event(about, type, reason, message)).create();
    } catch (KubernetesClientException e) {
      LOG.warnf(
          "event not recorded: reason=%s namespace=%s name=%s cause=%s",
          reason,
          about.getMetadata().getNamespace(),
          about.getMetadata().getName(),
          e.getMessage());
    }
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
