package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Await;
import io.llmisvc.testing.LogLines;
import java.util.List;
import java.util.Objects;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One line of the log per change, with what changed and why. */
class ChangeLogTest {
  private final OperatorWorld world = OperatorWorld.shared();
  private final String namespace = world.newNamespace();
  private final LogLines log = LogLines.of(ChildChanges.class);

  @AfterEach
  void stop() {
    log.close();
    world.service(namespace, "llm").delete();
  }

  @Test
  void saysWhatChangedAndWhy() {
    // When
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    world.awaitQuiet();
    // Then
    assertThat(lines("kserve-mn", "Created")).isEmpty();
    assertThat(lines("llm-kserve", "Created"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getMdc("kind")).isEqualTo("Deployment");
              assertThat(line.getMdc("reason")).isEqualTo("SpecChanged");
              assertThat(line.getMdc("changed")).isEqualTo("[]");
            });
    // When
    world.apply(namespace, OperatorWorld.routed("llm").replace("replicas: 1", "replicas: 2"));
    // Then
    assertUpdated("llm-kserve", "SpecChanged", "spec.replicas");
    // When
    world
        .admin()
        .services()
        .inNamespace(namespace)
        .withName("llm-kserve-workload-svc")
        .edit(
            service -> {
              service.getMetadata().getLabels().put("app.kubernetes.io/component", "rival");
              return service;
            });
    // Then
    assertUpdated(
        "llm-kserve-workload-svc", "Drift", "metadata.labels[app.kubernetes.io/component]");
  }

  @Test
  void quotesNoSecret() {
    // Given
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    String secret = "llm-kserve-self-signed-certs";
    // When
    world
        .admin()
        .secrets()
        .inNamespace(namespace)
        .withName(secret)
        .edit(
            live -> {
              live.getMetadata().getLabels().put("app.kubernetes.io/name", "other");
              return live;
            });
    // Then
    assertUpdated(secret, "Drift", "metadata.labels[app.kubernetes.io/name]");
    String key =
        Objects.requireNonNull(
            world
                .admin()
                .secrets()
                .inNamespace(namespace)
                .withName(secret)
                .get()
                .getData()
                .get("tls.key"));
    assertThat(log.about(namespace, "llm"))
        .noneMatch(line -> line.getFormattedMessage().contains(key.substring(0, 20)));
  }

  private void assertUpdated(String child, String reason, String field) {
    Await.until(child + " is updated", () -> !lines(child, "Updated").isEmpty());
    assertThat(lines(child, "Updated"))
        .allSatisfy(
            line -> {
              assertThat(line.getMdc("reason")).isEqualTo(reason);
              assertThat(line.getFormattedMessage())
                  .contains("name=" + child, "reason=" + reason, field);
            });
  }

  private List<ExtLogRecord> lines(String child, String verb) {
    return log.about(namespace, "llm")
        .filter(line -> child.equals(line.getMdc("child")))
        .filter(line -> line.getFormattedMessage().startsWith("child " + verb + ":"))
        .toList();
  }
}
