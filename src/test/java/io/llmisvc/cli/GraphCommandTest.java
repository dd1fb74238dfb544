package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphCommandTest {
  private static final Pattern BOX =
      Pattern.compile("<rect x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\"");

  @TempDir Path folder;

  @Test
  void drawsConfigsByLayerChildrenAndTraffic() {
    // When
    Answer answer = new Terminal().run("graph", "-f", "samples/21-autoscaling.yaml");
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .isEqualTo(
            """
            flowchart LR
              accTitle: LLMInferenceServices
              accDescr: configs: 1, services: 1, children: 4
              subgraph configs["Configs"]
                n1["LLMInferenceServiceConfig<br/>kserve/kserve-config-llm-template"]:::other
              end
              subgraph services["Services"]
                n0["LLMInferenceService, 1 accelerator<br/>default/autoscaling"]
              end
              subgraph children["Children"]
                n2["Service<br/>default/autoscaling-kserve-workload-svc"]
                n3["Secret<br/>default/autoscaling-kserve-self-signed-certs"]
                n4["Deployment<br/>default/autoscaling-kserve"]
                n5["HorizontalPodAutoscaler<br/>default/autoscaling-kserve-hpa"]
              end
              n0 -->|"1 preset"| n1
              n0 --> n2
              n0 --> n3
              n0 --> n4
              n0 --> n5
              n2 -->|"selects"| n4
              n5 -->|"scales"| n4
              classDef other stroke-dasharray: 4 3
              classDef broken stroke: #c0392b, stroke-width: 3px
            """);
  }

  @Test
  void leadsFromRoutesOverPoolsToPods() {
    // When
    String dot = run("samples/20-complete.yaml", "-o", "dot");
    // Then
    assertThat(links(dot))
        .contains(
            "LLMInferenceService, 16 accelerators production/llama-70b-production"
                + " > LLMInferenceServiceConfig kserve/kserve-config-llm-scheduler: 1 preset",
            "HTTPRoute production/llama-70b-production-kserve-route"
                + " > Gateway kserve/kserve-ingress-gateway",
            "HTTPRoute production/llama-70b-production-kserve-route"
                + " > InferencePool v1alpha2 production/llama-70b-production-inference-pool",
            "InferencePool production/llama-70b-production-inference-pool"
                + " > LeaderWorkerSet production/llama-70b-production-kserve-mn: selects",
            "InferencePool production/llama-70b-production-inference-pool"
                + " > Service production/llama-70b-production-epp-service: asks",
            "Service production/llama-70b-production-epp-service"
                + " > Deployment production/llama-70b-production-kserve-router-scheduler: selects");
  }

  @Test
  void showsWhoSharesTheTrafficOfAGroup() {
    // When
    String dot =
        run("samples/43-canary-stable.yaml", "-f", "samples/44-canary-next.yaml", "-o", "dot");
    // Then
    assertThat(links(dot))
        .contains(
            "LLMInferenceService default/canary-stable > LLMInferenceService default/canary-next:"
                + " group canary, weight 10",
            "HTTPRoute default/canary-next-kserve-route"
                + " > InferencePool default/canary-stable-inference-pool: weight 90");
  }

  @Test
  void showsWhatBelongsToOthersAndWhatIsBroken() throws IOException {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("some.yaml"),
            """
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            metadata: {name: refers, namespace: demo}
            spec:
              model: {uri: "pvc://m"}
              router: {route: {http: {refs: [{name: own-route}]}}, scheduler: {pool: {ref: {name: own-pool}}}}
            ---
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            metadata: {name: broken, namespace: demo}
            spec: {model: {uri: "pvc://m"}, baseRefs: [{name: gone}]}
            """);
    // When
    Answer answer = new Terminal().run("graph", "-f", file.toString(), "-o", "dot");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).startsWith("error: LLMInferenceService demo/broken: ");
    assertThat(links(answer.out()))
        .contains(
            "LLMInferenceService demo/refers > HTTPRoute demo/own-route: refers to",
            "LLMInferenceService demo/refers > InferencePool demo/own-pool: refers to");
    assertThat(answer.out())
        .contains("LLMInferenceService, 1 error\\ndemo/broken\", color=red, penwidth=2]");
  }

  @Test
  void drawsBoxesOfWhichNoneHidesAnother() {
    // When
    String svg =
        run(
            "samples/43-canary-stable.yaml",
            "-f",
            "samples/44-canary-next.yaml",
            "-f",
            "samples/20-complete.yaml",
            "-o",
            "svg");
    // Then
    List<int[]> boxes =
        BOX.matcher(svg)
            .results()
            .map(
                box ->
                    new int[] {
                      Integer.parseInt(box.group(1)), Integer.parseInt(box.group(2)),
                      Integer.parseInt(box.group(3)), Integer.parseInt(box.group(4))
                    })
            .toList();
    assertThat(boxes).hasSizeGreaterThan(30);
    for (int[] one : boxes) {
      assertThat(boxes.stream().filter(other -> overlap(one, other))).hasSize(1);
    }
  }

  @Test
  void drawsWhatNeedsNothingElseAndFollowsTheReader() {
    // When
    String svg = run("samples/20-complete.yaml", "-o", "svg");
    // Then
    assertThat(svg)
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .contains(
            "role=\"img\" aria-labelledby=\"title desc\"",
            "<title id=\"title\">LLMInferenceServices</title>",
            "prefers-color-scheme: dark")
        .doesNotContain("href", "<script", "@import", "url(http");
  }

  private static boolean overlap(int[] one, int[] other) {
    return one[0] < other[0] + other[2]
        && other[0] < one[0] + one[2]
        && one[1] < other[1] + other[3]
        && other[1] < one[1] + one[3];
  }

  private static String run(String file, String... more) {
    List<String> arguments = new ArrayList<>(List.of("graph", "-f", file));
    arguments.addAll(List.of(more));
    Answer answer = new Terminal().run(arguments.toArray(String[]::new));
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    return answer.out();
  }

  /** With names in the place of ids. */
  private static List<String> links(String dot) {
    Map<String, String> names = new HashMap<>();
    Pattern.compile("(?m)^ {4}(n\\d+) \\[label=\"([^\"]+)\"")
        .matcher(dot)
        .results()
        .forEach(node -> names.put(node.group(1), node.group(2).replace("\\n", " ")));
    return Pattern.compile("(n\\d+) -> (n\\d+)(?: \\[label=\"([^\"]+)\")?")
        .matcher(dot)
        .results()
        .map(
            link ->
                names.get(link.group(1))
                    + " > "
                    + names.get(link.group(2))
                    + (link.group(3) == null ? "" : ": " + link.group(3)))
        .toList();
  }
}
