package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes of pods wake a service. */
class SelectedPodsTest {
  private static final Reference LLM = new Reference.ByLabel(Kind.POD, "demo", Labels.NAME, "llm");

  private final List<Reference> woken = new ArrayList<>();
  private final SelectedObjects pods =
      new SelectedObjects(
          Kind.POD,
          pod ->
              new Reference.ByLabel(
                  Kind.POD,
                  pod.at("/metadata/namespace").asText(),
                  Labels.NAME,
                  pod.path("metadata").path("labels").path(Labels.NAME).asText()),
          woken::add);

  @Test
  void aCrashLoopWakesOnce() {
    // When
    for (int restart = 1; restart < 10; restart++) {
      says(
          "{name: main, restartCount: %d, state: {waiting: {reason: CrashLoopBackOff, message: back-off %ds}}, lastState: {terminated: {exitCode: 1, finishedAt: '%d'}}}"
              .formatted(restart, restart, restart));
      says(
          "{name: main, restartCount: %d, state: {running: {startedAt: '%d'}}, lastState: {terminated: {exitCode: 1, finishedAt: '%d'}}}"
              .formatted(restart, restart, restart));
    }
    // Then
    assertThat(woken).containsExactly(LLM);
    // When
    says(
        "{name: main, restartCount: 11, state: {running: {}}, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}");
    // Then
    assertThat(woken).containsExactly(LLM, LLM);
  }

  @Test
  void whatBefallsAReadyPodWakesNobody() {
    // Given
    ready("restartCount: 0, ready: true");
    woken.clear();
    // When
    ready("restartCount: 1, ready: true, lastState: {terminated: {exitCode: 1}}");
    ready(
        "restartCount: 2, ready: true, lastState: {terminated: {exitCode: 137, reason: OOMKilled}}");
    // Then
    assertThat(woken).isEmpty();
    assertThat(pods.get(LLM).getFirst().path("status").path("containerStatuses").isMissingNode())
        .isTrue();
  }

  private void ready(String container) {
    changed(
        """
        conditions: [{type: Ready, status: "True"}]
        containerStatuses: [{name: main, %s}]
        """
            .formatted(container));
  }

  private void says(String container) {
    changed("containerStatuses: [%s]".formatted(container));
  }

  private void changed(String status) {
    ObjectNode pod =
        Yaml.objects(
                "metadata: {name: a, namespace: demo, labels: {app.kubernetes.io/name: llm}, managedFields: []}")
            .getFirst();
    pod.set("status", Yaml.objects(status).getFirst());
    pods.changed(pod);
  }
}
