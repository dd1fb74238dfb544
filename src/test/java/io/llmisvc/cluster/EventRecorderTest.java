package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.EventRecorder.Type;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithControlPlane
class EventRecorderTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ControlPlane controlPlane;
  private final String namespace;
  private final String user;
  private final KubernetesClient client;
  private final ConfigMap about;
  private Instant now = NOW;
  private final EventRecorder recorder;

  EventRecorderTest(ControlPlane controlPlane, TestNamespace namespace) {
    this.controlPlane = controlPlane;
    this.namespace = namespace.name();
    this.user = "recorder-" + System.nanoTime();
    this.client = controlPlane.adminNamed(user);
    this.about = object();
    this.recorder = new EventRecorder(new KindClient(client), "test", clock());
  }

  @BeforeEach
  void forgetOtherTests() {
    controlPlane.admin().v1().events().inNamespace(namespace).delete();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void countsARepeatedEventOnTheOneObject() {
    // When
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    now = NOW.plus(Duration.ofMinutes(1));
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    now = NOW.plus(Duration.ofMinutes(2));
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    // Then
    assertThat(events()).hasSize(1);
    Event event = events().getFirst();
    assertThat(event.getCount()).isEqualTo(3);
    assertThat(event.getFirstTimestamp()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(event.getLastTimestamp()).isEqualTo("2026-01-01T00:02:00Z");
    assertThat(event.getMessage()).isEqualTo("Updated it");
    assertThat(requests(3))
        .extracting(AuditEntry::verb)
        .containsExactly("create", "patch", "patch");
  }

  @Test
  void recordsWhatDiffersByItself() {
    // When
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    recorder.record(about, Type.WARNING, "Updated", "Updated it");
    recorder.record(about, Type.NORMAL, "Created", "Updated it");
    recorder.record(about, Type.NORMAL, "Updated", "Updated that");
    recorder.record(object(), Type.NORMAL, "Updated", "Updated it");
    // Then
    assertThat(events()).hasSize(5).extracting(Event::getCount).containsOnly(1);
  }

  @Test
  void recordsAnExpiredEventAnew() {
    // Given
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    controlPlane.admin().v1().events().inNamespace(namespace).delete();
    // When
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    recorder.record(about, Type.NORMAL, "Updated", "Updated it");
    // Then
    assertThat(events()).hasSize(1).extracting(Event::getCount).containsOnly(2);
  }

  private List<Event> events() {
    return controlPlane.admin().v1().events().inNamespace(namespace).list().getItems();
  }

  /** Every request of the recorder's client, once that many are in the log. */
  private List<AuditEntry> requests(int expected) {
    Await.until("requests in the audit log", () -> requests().size() >= expected);
    return requests();
  }

  private List<AuditEntry> requests() {
    return controlPlane.auditLog().entries().stream()
        .filter(entry -> entry.user().equals(user))
        .toList();
  }

  private ConfigMap object() {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("about")
        .withUid("uid-" + System.nanoTime())
        .endMetadata()
        .build();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
