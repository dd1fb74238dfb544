package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityCommandTest {
  private static final String GROUPS = "samples/20-complete.yaml";
  private static final String SCALED = "samples/21-autoscaling.yaml";
  private static final String NODES =
      """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: Node
        metadata: {name: gpu-a, labels: {cloud.google.com/gke-nodepool: h100}}
        status: {allocatable: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "8", rdma/roce: "8"}}
      - apiVersion: v1
        kind: Node
        metadata: {name: gpu-b, labels: {cloud.google.com/gke-nodepool: h100}}
        status: {allocatable: {cpu: "64", memory: 512Gi, pods: "110", nvidia.com/gpu: "8", rdma/roce: "8"}}
      - apiVersion: v1
        kind: Node
        metadata: {name: cpu-a, labels: {cloud.google.com/gke-nodepool: cpu}}
        status: {allocatable: {cpu: 15500m, memory: 60Gi, pods: "110"}}
      """;

  @TempDir Path folder;

  @Test
  void saysWhatFitsAndWhatDoesNot() {
    // When
    Answer answer =
        new Terminal().type(NODES).run("capacity", "-f", GROUPS, "-f", SCALED, "--nodes", "-");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .isEqualTo(
            """
            error: now: short of 2 nvidia.com/gpu (--fail-on)
            error: rollout: short of 3 nvidia.com/gpu (--fail-on)
            error: maximum: short of 8 nvidia.com/gpu (--fail-on)
            """);
    assertThat(answer.out())
        .isEqualTo(
            """
            now:     short of 2 nvidia.com/gpu
                     2 of 2 pods of Deployment default/autoscaling-kserve find no node: each needs 1 nvidia.com/gpu, and too little is left
            rollout: short of 3 nvidia.com/gpu
                     3 of 3 pods of Deployment default/autoscaling-kserve find no node: each needs 1 nvidia.com/gpu, and too little is left
            maximum: short of 8 nvidia.com/gpu
                     8 of 8 pods of Deployment default/autoscaling-kserve find no node: each needs 1 nvidia.com/gpu, and too little is left

            Asked for, now / rollout / maximum where these differ:

            SERVICE                                 PODS               CPU                  MEMORY   nvidia.com/gpu   rdma/roce
            default/autoscaling                2 / 3 / 8   0.2 / 0.3 / 0.8   200Mi / 300Mi / 800Mi        2 / 3 / 8           0
            production/llama-70b-production            5               1.4                   2.4Gi               16           4
            all                               7 / 8 / 13   1.6 / 1.7 / 2.2   2.6Gi / 2.7Gi / 3.2Gi     18 / 19 / 24           4

            NAMESPACE          PODS               CPU                  MEMORY   nvidia.com/gpu   rdma/roce
            default       2 / 3 / 8   0.2 / 0.3 / 0.8   200Mi / 300Mi / 800Mi        2 / 3 / 8           0
            production            5               1.4                   2.4Gi               16           4
            all          7 / 8 / 13   1.6 / 1.7 / 2.2   2.6Gi / 2.7Gi / 3.2Gi     18 / 19 / 24           4

            Taken, of what is free:

            NODE POOL   NODES       PODS          CPU            MEMORY   nvidia.com/gpu   rdma/roce
            cpu             1   1 of 110    1 of 15.5       2Gi of 60Gi                -           -
            h100            2   4 of 220   0.4 of 128   400Mi of 1024Gi         16 of 16     4 of 16

            note: no Pod is given, so nodes count as empty but for these services
            """);
  }

  @Test
  void isWhatItsPageShows() {
    // When
    Answer answer =
        new Terminal().type(NODES).run("capacity", "-f", GROUPS, "-f", SCALED, "--nodes", "-");
    // Then
    assertThat(Path.of("docs/capacity.md"))
        .content()
        .contains(answer.out() + answer.err() + answer.exitCode() + "\n");
  }

  @Test
  void fitsWithOneServiceLess() {
    // When
    Answer answer = new Terminal().type(NODES).run("capacity", "-f", GROUPS, "--nodes", "-");
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).startsWith("now:     fits\nrollout: fits\nmaximum: fits\n\n");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void failsOnlyOnWhatIsNamed() {
    // When
    Answer answer =
        new Terminal()
            .type(NODES)
            .run("capacity", "-f", SCALED, "-f", "-", "--fail-on", "now,rollout", "-o", "json");
    // Then
    assertThat(answer.exitCode()).isZero();
    JsonNode tree = json(answer);
    assertThat(tree.at("/placements/maximum/fits").asBoolean()).isTrue();
    assertThat(tree.at("/services/0/maximum").path("nvidia.com/gpu").asInt()).isEqualTo(8);
    assertThat(tree.at("/nodePools/1/name").asText()).isEqualTo("h100");
    assertThat(tree.at("/nodePools/1/used/now").path("nvidia.com/gpu").asInt()).isEqualTo(2);
    assertThat(tree.at("/nodePools/0/room/cpu").asText()).isEqualTo("15.5");
  }

  @Test
  void comparesWithNothingWithoutNodes() {
    // When
    Answer answer = new Terminal().run("capacity", "-f", GROUPS);
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).startsWith("no nodes are given; --nodes FILE compares with them\n");
  }

  @Test
  void refusesFilesWithoutNodes() {
    // When
    Answer answer = new Terminal().run("capacity", "-f", GROUPS, "--nodes", SCALED);
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "error: --nodes: no Node in samples/21-autoscaling.yaml;"
                + " kubectl get nodes -o yaml prints them\n");
  }

  @Test
  void namesANodeThatIsThereTwice() {
    // When
    Answer answer =
        new Terminal()
            .type(NODES.replace("name: gpu-b", "name: gpu-a"))
            .run("capacity", "-f", GROUPS, "--nodes", "-");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "error: stdin, document 1, line 1, item 2: Node gpu-a is already defined at stdin,"
                + " document 1, line 1, item 1\n");
  }

  @Test
  void failsForAServiceThatCannotBePlanned() throws IOException {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            metadata: {name: bad}
            spec: {model: {uri: "pvc://m"}, baseRefs: [{name: gone}]}
            """);
    // When
    Answer answer =
        new Terminal().type(NODES).run("capacity", "-f", file.toString(), "--nodes", "-");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err())
        .startsWith("error: LLMInferenceService default/bad: ")
        .contains("gone");
  }

  @Test
  void showsWhatOthersWroteAndDoesNothingElse() {
    // Given: names that would clear a terminal
    String hostile = NODES.replace("gke-nodepool: h100", "gke-nodepool: \"h\\e[2J100\"");
    // When
    Answer answer = new Terminal().type(hostile).run("capacity", "-f", GROUPS, "--nodes", "-");
    // Then
    assertThat(answer.out()).contains("h\uFFFD[2J100").doesNotContain("\u001b");
  }

  private static JsonNode json(Answer answer) {
    try {
      return new JsonMapper().readTree(answer.out());
    } catch (IOException e) {
      throw new AssertionError(answer.out(), e);
    }
  }
}
