package io.llmisvc.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.live.UnreadableClusterException;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Yaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Services in a line each, and one as a tree. */
class ServiceLinesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llama, namespace: team, generation: 2}
      status:
        observedGeneration: 2
        annotations: {serving.kserve.io/accelerators: "16"}
        url: https://models/team/llama
        conditions:
        - {type: Ready, status: "False", reason: Progressing, message: one pod waits,
           lastTransitionTime: "2026-01-02T02:59:05Z"}
        appliedConfigs: [{name: base, namespace: kserve, source: Preset}]
        workloads:
          primary: {apiGroup: apps, kind: Deployment, name: llama-kserve, readyReplicas: 1}
      """;
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: llama-kserve, namespace: team, creationTimestamp: "2025-12-30T03:04:05Z"}
      spec: {replicas: 2}
      status: {readyReplicas: 1, conditions: [{type: Available, status: "False",
        reason: MinimumReplicasUnavailable, message: Too few.}]}
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: llama-kserve-5d-x
        namespace: team
        ownerReferences: [{kind: ReplicaSet, name: llama-kserve-5d}]
      spec: {containers: [{name: main}]}
      status:
        phase: Pending
        containerStatuses:
        - {name: main, ready: false, state: {waiting: {reason: ImagePullBackOff, message: no such image}}}
      """;

  private static final Map<ObjectKey, ObjectNode> WORKLOADS =
      Map.of(ObjectKey.of(Yaml.object(DEPLOYMENT)).orElseThrow(), Yaml.object(DEPLOYMENT));

  @Test
  void alignsColumns() {
    // When
    ServiceLine line = ServiceLine.of(Yaml.object(SERVICE), WORKLOADS);
    // Then
    assertThat(ServiceLines.text(List.of(line), true, 1000, NOW))
        .isEqualTo(
            """
            NAMESPACE   NAME    READY   REASON        SINCE   PATTERN      REPLICAS   PREFILL   ACCELERATORS   URL                         MESSAGE
            team        llama   False   Progressing   5m      deployment   1/2        -         16             https://models/team/llama   one pod waits
            """);
    assertThat(ServiceLines.text(List.of(line), false, 20, NOW).lines())
        .allMatch(cut -> cut.length() == 20 && cut.endsWith("…"));
    assertThat(ServiceLines.yaml(List.of(line)))
        .contains("replicas:\n    ready: 1\n    wanted: 2\n");
  }

  @Test
  void doesNotBelieveAnOldStatus() {
    assertThat(
            ServiceLine.of(
                Yaml.object(SERVICE.replace("generation: 2}", "generation: 3}")), Map.of()))
        .satisfies(
            line -> {
              assertThat(line.ready()).isEqualTo("Unknown");
              assertThat(line.reason()).isEqualTo("NotReconciled");
              assertThat(line.replicas()).hasToString("1/?");
            });
  }

  @Test
  void drawsATree() {
    // When
    Branch tree = ServiceBranches.of(Yaml.object(SERVICE), WORKLOADS, List.of(Yaml.object(POD)));
    // Then
    assertThat(BranchText.text(tree, NOW).lines().map(line -> line.replaceAll(" {3,}", " | ")))
        .containsExactly(
            "NAME | READY | REASON | AGE | MESSAGE",
            "LLMInferenceService llama | False | Progressing | one pod waits",
            "├─ configs",
            "│  └─ LLMInferenceServiceConfig kserve/base | Preset",
            "└─ objects",
            " | └─ Deployment llama-kserve | 1/2 | Available: MinimumReplicasUnavailable | 3d | Too few.",
            " | └─ Pod llama-kserve-5d-x | 0/1 | ImagePullBackOff | no such image");
  }

  @Test
  void tellsOnlyWhatHasChanged() {
    // Given
    Iterator<String> seen = List.of("a", "a", "b", "b", "a").iterator();
    List<String> told = new ArrayList<>();
    // When
    Watching.watch(seen::next, told::add, told::add, seen::hasNext);
    // Then
    assertThat(told).containsExactly("a", "b", "a");
  }

  @Test
  void looksOnWhileNobodyAnswersAndSaysSoOnce() {
    // Given
    Iterator<String> seen = List.of("a", "", "", "a", "b", "").iterator();
    List<String> told = new ArrayList<>();
    // When
    Watching.watch(
        () -> {
          String now = seen.next();
          if (now.isEmpty()) {
            throw new UnreadableClusterException("no answer");
          }
          return now;
        },
        told::add,
        told::add,
        seen::hasNext);
    // Then
    assertThat(told).containsExactly("a", "no answer", "b", "no answer");
  }
}
