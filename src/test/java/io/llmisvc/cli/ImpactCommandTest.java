package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.cli.Terminal.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImpactCommandTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm, namespace: demo}
      spec:
        model: {uri: "pvc://models/llama", name: llama}
        replicas: 2
        template:
          containers:
          - name: main
            image: vllm/vllm-openai:v0.19.0
            resources: {limits: {nvidia.com/gpu: "1"}}
      """;
  private static final String GROUP =
      "  parallelism: {data: 4, dataLocal: 2}\n  worker: {containers: [{name: main, image: i}]}\n";
  private static final String CONFIG =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: shared, namespace: demo}
      spec: {template: {containers: [{name: main, env: [{name: LEVEL, value: "%s"}]}]}}
      """;

  private static final String GATEWAYS =
      """
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: any}
      spec: {controllerName: example.com/any}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: inside, namespace: demo}
      spec: {gatewayClassName: any, listeners: [{name: http, port: 80, protocol: HTTP}]}
      status: {addresses: [{type: IPAddress, value: 10.1.1.1}]}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: outside, namespace: demo}
      spec: {gatewayClassName: any, listeners: [{name: http, port: 80, protocol: HTTP}]}
      status: {addresses: [{type: IPAddress, value: 203.0.113.1}]}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: demo}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: inside, namespace: demo}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: outside, namespace: demo}
      """;

  @TempDir Path folder;

  @Test
  void saysNothingHappensWhenNothingDoes() {
    // When
    Answer answer = impact(SERVICE, SERVICE, "--fail-on", "restart,delete,finding");
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).isEqualTo("0 of 1 services change; no pod restarts; accelerators 2\n");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void changesTheCountWithoutARestart() {
    // When
    Answer answer =
        impact(SERVICE, SERVICE.replace("replicas: 2", "replicas: 3"), "--fail-on", "restart");
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .isEqualTo(
            """
            1 of 1 services changes; no pod restarts; accelerators 2 → 3

            demo/llm: no pod restarts, accelerators 2 → 3
              changed Deployment demo/llm-kserve
                spec.replicas: 2 → 3
            """);
  }

  @Test
  void restartsThePodsWhoseConfigChanges() {
    // Given
    String user = SERVICE.replace("spec:\n", "spec:\n  baseRefs: [{name: shared}]\n");
    // When
    Answer answer =
        impact(
            user + "---\n" + CONFIG.formatted("info"),
            user + "---\n" + CONFIG.formatted("debug"),
            "--fail-on",
            "restart");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).isEqualTo("error: pods restart or go (--fail-on restart)\n");
    assertThat(answer.out())
        .contains(
            "1 of 1 services changes; 2 pods restart; accelerators 2\n",
            "  changed Deployment demo/llm-kserve: 2 pods restart\n",
            "    spec.template.spec.containers[main].env[LEVEL].value: \"info\" → \"debug\"\n");
  }

  @Test
  void countsThePodsOfAWorkloadThatAnotherTakesThePlaceOf() {
    // When
    Answer answer = impact(SERVICE, SERVICE + GROUP, "--fail-on", "delete");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out())
        .contains(
            "2 pods go",
            "  deleted Deployment demo/llm-kserve: 2 pods go\n",
            "  created LeaderWorkerSet demo/llm-kserve-mn\n");
  }

  @Test
  void leavesAloneWhatCannotBePlannedAnyMore() throws IOException {
    // When
    Answer answer =
        impact(
            SERVICE,
            SERVICE.replace("spec:\n", "spec:\n  baseRefs: [{name: missing}]\n"),
            "--fail-on",
            "restart,delete,finding",
            "-o",
            "json");
    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).isEqualTo("error: warnings or errors appear (--fail-on finding)\n");
    JsonNode service = new JsonMapper().readTree(answer.out()).at("/services/0");
    assertThat(service.path("extent").asText()).isEqualTo("broken");
    assertThat(service.path("children")).isEmpty();
    assertThat(service.at("/findingsAppeared/0/message").asText()).contains("missing");
  }

  @Test
  void takesAFieldThatTheApiDoesNotKnowForARefusal() {
    // When
    Answer answer = impact(SERVICE, SERVICE.replace("replicas:", "replicsa:"));
    // Then
    assertThat(answer.out())
        .contains(
            "demo/llm: cannot be made any more, what it has stays as it is\n",
            "  appears: error: spec.replicsa: ");
  }

  @Test
  void tellsOfServicesThatComeAndGo() {
    // When
    Answer answer =
        impact(
            SERVICE.replace("name: llm,", "name: old,"),
            SERVICE.replace("name: llm,", "name: new,"));
    // Then
    assertThat(answer.out())
        .contains(
            "0 of 2 services change, 1 new, 1 gone; no pod restarts; accelerators 2\n",
            "demo/new: is new, accelerators 0 → 2\n",
            "demo/old: goes, accelerators 2 → 0\n");
  }

  @Test
  void showsWhatUsersWroteInCodeSpansOfMarkdown() {
    // Given
    String image = "image: vllm/vllm-openai:v0.19.0";
    // When
    Answer answer =
        impact(
            SERVICE,
            SERVICE.replace(
                image, image + "\n      args: ['```</details> @team', \"two\\nlines\"]"),
            "-o",
            "markdown");
    // Then
    assertThat(answer.out())
        .startsWith("### LLMInferenceServices\n\n**1 of 1 services changes; 2 pods restart;")
        .contains("````set to [\"```</details> @team\",\"two\\nlines\"]````")
        .endsWith("\n</details>\n");
  }

  @Test
  void tellsWhichUrlsMove() {
    // Given
    String routed = SERVICE + "  router: {route: {}, gateway: {refs: [{name: %s}]}}\n" + GATEWAYS;
    // When
    Answer answer = impact(routed.formatted("inside"), routed.formatted("outside"));
    // Then
    assertThat(answer.out())
        .contains(
            "  URL goes: http://10.1.1.1/demo/llm\n",
            "  URL appears: http://203.0.113.1/demo/llm\n");
  }

  @Test
  void tellsWhichRoutesMoveWhereNoAddressIsKnown() {
    // Given
    String routed = SERVICE + "  router: {route: {}, gateway: {refs: [{name: %s}]}}\n";
    // When
    Answer answer = impact(routed.formatted("inside"), routed.formatted("outside"));
    // Then
    assertThat(answer.out())
        .contains(
            "  URL goes: */demo/llm on Gateway demo/inside\n",
            "  URL appears: */demo/llm on Gateway demo/outside\n");
  }

  @Test
  void tellsOfConditionsThatComeAndGo() {
    // When
    Answer answer = impact(SERVICE, SERVICE + GROUP);
    // Then
    assertThat(answer.out())
        .contains(
            "  condition: MainWorkloadReady goes\n", "  condition: WorkerWorkloadReady appears\n");
  }

  @Test
  void tellsWhichConditionsBecomeFalseAndKeepsTheOthers() throws IOException {
    // When
    String broken = SERVICE.replace("spec:\n", "spec:\n  baseRefs: [{name: missing}]\n");
    Answer answer = impact(SERVICE, broken);
    JsonNode back = new JsonMapper().readTree(impact(broken, SERVICE, "-o", "json").out());
    // Then
    assertThat(answer.out())
        .contains(
            "  condition: PresetsCombined: False (ConfigNotFound)\n",
            "  condition: Ready: False (ConfigNotFound)\n")
        .doesNotContain("MainWorkloadReady", "URL");
    assertThat(back.at("/services/0/conditions").findValuesAsText("after")).containsOnly("");
  }

  @Test
  void asksForWhatIsToBe() {
    // When
    Answer answer = new Terminal().run("impact", "--from", folder.toString());
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).contains("--filename");
  }

  private Answer impact(String before, String after, String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = "impact";
    arguments[1] = "--from";
    arguments[2] = write("before.yaml", before);
    arguments[3] = "--to";
    arguments[4] = write("after.yaml", after);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return new Terminal().run(arguments);
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
