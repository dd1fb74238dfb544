package io.llmisvc.model.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodOutlineTest {
  private static final String POD =
      """
      metadata: {name: a, namespace: demo, resourceVersion: "7", labels: {app: d}, annotations: {x: y}}
      spec:
        nodeName: n
        containers: [{name: main, env: [{name: KEY, value: s3cret}], resources: {limits: {memory: 1Gi}}}]
      status:
        podIP: 10.0.0.7
        podIPs: [{ip: 10.0.0.7}]
        hostIP: 192.168.0.1
        startTime: "2026-11-27T01:00:00Z"
        %s
      """;

  @Test
  void isAddressAndLabelsOfAReadyPod() {
    // When
    ObjectNode outline =
        outline(
            """
            conditions: [{type: PodScheduled, status: "True"}, {type: Ready, status: "True", lastTransitionTime: "1"}]
                containerStatuses: [{name: main, ready: true, restartCount: 3, lastState: {terminated: {exitCode: 1, message: s3cret}}}]
            """
                .replace("\n    container", "\n  container"));
    // Then
    assertThat(outline)
        .isEqualTo(
            tree(
                """
                metadata: {namespace: demo, name: a, labels: {app: d}}
                status: {podIP: 10.0.0.7, conditions: [{type: Ready, status: "True"}]}
                """));
  }

  /** Each is one moment of the same loop. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "restartCount: 1, state: {terminated: {exitCode: 1, reason: Error, message: s3cret 1, finishedAt: '1'}}",
        "restartCount: 1, state: {waiting: {reason: CrashLoopBackOff, message: back-off 10s}}, lastState: {terminated: {exitCode: 1, reason: Error, message: s3cret 1, finishedAt: '1'}}",
        "restartCount: 2, state: {running: {startedAt: '2'}}, lastState: {terminated: {exitCode: 1, reason: Error, message: s3cret 1, finishedAt: '1'}}",
        "restartCount: 8, state: {waiting: {reason: CrashLoopBackOff, message: back-off 5m0s}}, lastState: {terminated: {exitCode: 1, reason: Error, message: s3cret 2, finishedAt: '3'}}"
      })
  void isTheSameThroughoutACrashLoop(String moment) {
    assertThat(container(moment).path("status").path("containerStatuses"))
        .isEqualTo(tree("a: [{name: main, lastState: {terminated: {exitCode: 1}}}]").path("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state: {waiting: {reason: ErrImagePull, message: gone}}, image: i",
        "state: {waiting: {reason: ImagePullBackOff, message: 'Back-off pulling image \"i\": ErrImagePull: gone'}}, image: i"
      })
  void isTheSameBetweenTriesToPull(String moment) {
    assertThat(container(moment).path("status").path("containerStatuses"))
        .isEqualTo(
            tree("a: [{name: main, image: i, state: {waiting: {reason: ErrImagePull, message: gone}}}]")
                .path("a"));
  }

  @Test
  void holdsNothingThatAContainerWrote() {
    // When
    ObjectNode outline =
        outline(
            "initContainerStatuses: [{name: storage-initializer, lastState: {terminated: {exitCode: 1, message: 's3cret: 404'}}}]");
    // Then
    assertThat(outline.toString()).doesNotContain("s3cret").contains("not found");
  }

  @Test
  void isBounded() {
    // When
    ObjectNode outline =
        outline(
            "conditions: [{type: PodScheduled, status: 'False', message: %s}]"
                .formatted("y".repeat(100_000)));
    // Then
    assertThat(outline.toString()).hasSizeLessThan(2000);
  }

  private static ObjectNode container(String moment) {
    return outline("containerStatuses: [{name: main, ready: false, %s}]".formatted(moment));
  }

  /** And that of an outline is itself. */
  private static ObjectNode outline(String status) {
    ObjectNode outline = PodOutline.of(tree(POD.formatted(status)));
    assertThat(PodOutline.of(outline)).isEqualTo(outline);
    return outline;
  }

  private static ObjectNode tree(String yaml) {
    return Yaml.objects(yaml).getFirst();
  }
}
