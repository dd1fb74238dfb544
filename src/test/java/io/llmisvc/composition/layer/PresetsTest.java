package io.llmisvc.composition.layer;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  private static final String VLLM = "ghcr.io/llm-d/llm-d-cuda:v0.9.0";

  @Test
  void comeInTheOrderOfTheirPrecedence() {
    // When
    List<ObjectNode> presets = Presets.load("v2-", "system");

    // Then
    assertThat(presets)
        .extracting(preset -> preset.at("/metadata/name").textValue())
        .containsExactly(
            "v2-config-llm-scheduler",
            "v2-config-llm-tokenizer",
            "v2-config-llm-scheduler-latency-predictor",
            "v2-config-llm-router-route",
            "v2-config-llm-tracing",
            "v2-config-llm-prefill-template",
            "v2-config-llm-prefill-worker-data-parallel",
            "v2-config-llm-prefill-worker-pipeline-parallel",
            "v2-config-llm-decode-template",
            "v2-config-llm-decode-worker-data-parallel",
            "v2-config-llm-decode-worker-pipeline-parallel",
            "v2-config-llm-template",
            "v2-config-llm-worker-data-parallel",
            "v2-config-llm-worker-pipeline-parallel");
    assertThat(presets)
        .allMatch(preset -> preset.at("/metadata/namespace").textValue().equals("system"));
  }

  @Test
  void onlyPipelineParallelOnesAreNotPinned() {
    assertThat(WellKnown.values())
        .allMatch(preset -> preset.isMember() != preset.suffix().endsWith("-pipeline-parallel"));
  }

  @ParameterizedTest
  @EnumSource
  void isACompleteConfig(WellKnown preset) {
    // When
    ObjectNode config = Presets.load(preset, "kserve-", "kserve");

    // Then
    assertThat(config.path("apiVersion").textValue()).isEqualTo("serving.kserve.io/v1alpha2");
    assertThat(config.path("kind").textValue()).isEqualTo("LLMInferenceServiceConfig");
    assertThat(config.path("spec")).isNotEmpty();
    assertThat(names(config)).containsExactlyInAnyOrder("apiVersion", "kind", "metadata", "spec");
    assertThat(names(config.path("metadata"))).containsExactlyInAnyOrder("name", "namespace");
    assertThat(names(config.path("spec")))
        .doesNotContain("model", "replicas", "scaling", "parallelism", "baseRefs");
    assertThat(config.toString()).doesNotContain("${include:");
  }

  static Stream<JsonNode> podSpecs() {
    return Presets.load("kserve-", "kserve").stream()
        .flatMap(
            config ->
                Stream.of("template", "worker").flatMap(key -> config.findValues(key).stream()));
  }

  @ParameterizedTest
  @MethodSource("podSpecs")
  void everyMountHasItsVolume(JsonNode pod) {
    assertThat(volumesOf(pod)).containsAll(mountsOf(pod));
  }

  /** Kubernetes would make one dollar of two. */
  @ParameterizedTest
  @MethodSource("podSpecs")
  void noCommandHoldsADoubleDollar(JsonNode pod) {
    assertThat(pod.toString()).doesNotContain("$$");
  }

  static Stream<JsonNode> vllmPods() {
    return podSpecs().filter(pod -> main(pod).path("image").asText().equals(VLLM));
  }

  @Test
  void fifteenPodsRunVllm() {
    assertThat(vllmPods()).hasSize(15);
  }

  @ParameterizedTest
  @MethodSource("vllmPods")
  void vllmPodsAreAlikeInWhatTheyShare(JsonNode pod) {
    JsonNode main = main(pod);
    assertThat(pod.path("terminationGracePeriodSeconds").intValue()).isEqualTo(60);
    assertThat(main.path("imagePullPolicy").textValue()).isEqualTo("IfNotPresent");
    assertThat(main.at("/lifecycle/preStop/exec/command")).hasToString("[\"/bin/sleep\",\"15\"]");
    assertThat(main.path("command")).hasSize(4);
    assertThat(main.at("/command/0").textValue()).isEqualTo("/bin/bash");
    assertThat(main.at("/command/1").textValue()).isEqualTo("-c");
    assertThat(main.at("/command/3").textValue()).isEqualTo("--");
    assertThat(main.has("args")).isFalse();
    assertThat(main.has("resources")).isFalse();
    assertThat(names(main.path("env"), "name", "value"))
        .contains("HOME=/home", "VLLM_LOGGING_LEVEL=INFO", "HF_HUB_CACHE=/models");
    assertThat(names(main.path("volumeMounts"), "mountPath", "name"))
        .containsExactly(
            "/home=home",
            "/tmp=tmp-dir",
            "/dev/shm=dshm",
            "/models=model-cache",
            "/var/run/kserve/tls=tls-certs");
    JsonNode security = main.path("securityContext");
    assertThat(security.path("allowPrivilegeEscalation")).hasToString("false");
    assertThat(security.path("readOnlyRootFilesystem")).hasToString("false");
    assertThat(security.path("runAsNonRoot")).hasToString("true");
    assertThat(security.at("/capabilities/drop")).hasToString("[\"ALL\"]");
    assertThat(security.at("/seccompProfile/type").textValue()).isEqualTo("RuntimeDefault");
  }

  /** Ports of leader and worker, size of the shared memory, and what sits in front of vLLM. */
  @ParameterizedTest
  @CsvSource({
    "TEMPLATE,                         '',      8000,     , 1Gi, 0, FallbackToLogsOnError",
    "DECODE_TEMPLATE,                  '',      8001,     , 1Gi, 1, FallbackToLogsOnError",
    "PREFILL_TEMPLATE,                 prefill, 8000,     , 1Gi, 0, File",
    "WORKER_DATA_PARALLEL,             '',      8000, 8000, 8Gi, 0, FallbackToLogsOnError",
    "DECODE_WORKER_DATA_PARALLEL,      '',      8001, 8001, 8Gi, 1, FallbackToLogsOnError",
    "PREFILL_WORKER_DATA_PARALLEL,     prefill, 8000, 8000, 8Gi, 0, FallbackToLogsOnError",
    "WORKER_PIPELINE_PARALLEL,         '',      8000, 8000, 8Gi, 0, FallbackToLogsOnError",
    "DECODE_WORKER_PIPELINE_PARALLEL,  '',      8001, 8001, 8Gi, 1, FallbackToLogsOnError",
    "PREFILL_WORKER_PIPELINE_PARALLEL, prefill, 8000, 8000, 8Gi, 0, FallbackToLogsOnError",
  })
  void vllmPodsDifferAsTheirTopologyAsks(
      WellKnown preset,
      String where,
      int port,
      Integer workerPort,
      String shm,
      int sidecars,
      String messages) {
    // When
    JsonNode spec = Presets.load(preset, "kserve-", "kserve").path("spec");
    JsonNode workload = where.isEmpty() ? spec : spec.path(where);
    JsonNode leader = workload.path("template");

    // Then
    assertThat(
            workload.at("/annotations/serving.kserve.io~1model-based-routing-enabled").textValue())
        .isEqualTo("true");
    assertThat(main(leader).at("/ports/0/containerPort").intValue()).isEqualTo(port);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      assertThat(main(leader).path(probe).at("/httpGet/port").intValue()).isEqualTo(port);
      assertThat(main(leader).path(probe).at("/httpGet/path").textValue()).isEqualTo("/health");
    }
    assertThat(leader.findValuesAsText("sizeLimit")).containsExactly(shm);
    assertThat(leader.path("initContainers")).hasSize(sidecars);
    assertThat(main(leader).path("terminationMessagePolicy").textValue()).isEqualTo(messages);
    assertThat(workload.has("worker")).isEqualTo(workerPort != null);
    if (workerPort != null) {
      JsonNode worker = main(workload.path("worker"));
      assertThat(worker.at("/ports/0/containerPort").intValue()).isEqualTo(workerPort);
      assertThat(names(worker)).noneMatch(name -> name.endsWith("Probe"));
      assertThat(worker.at("/securityContext/capabilities/add"))
          .hasToString("[\"IPC_LOCK\",\"SYS_RAWIO\",\"NET_RAW\"]")
          .isEqualTo(main(leader).at("/securityContext/capabilities/add"));
      assertThat(worker.at("/command/2").textValue()).contains("--headless");
    }
    assertThat(main(leader).at("/command/2").textValue()).doesNotContain("--headless");
  }

  @Test
  void aliasWithThePublisherIsMissingFromPrefillOnly() {
    for (WellKnown preset : WellKnown.values()) {
      vllmScripts(preset)
          .forEach(
              script ->
                  assertThat(
                          script.contains(
                              "\"publishers/{{ .Namespace }}/models/$KSERVE_MODEL_NAME\""))
                      .as(preset.suffix())
                      .isEqualTo(preset != WellKnown.PREFILL_TEMPLATE));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          TEMPLATE          | template/containers/0/livenessProbe/periodSeconds      | 10
          TEMPLATE          | template/containers/0/livenessProbe/failureThreshold   | 10
          TEMPLATE          | template/containers/0/readinessProbe/periodSeconds     | 1
          TEMPLATE          | template/containers/0/readinessProbe/failureThreshold  | 2
          TEMPLATE          | template/containers/0/startupProbe/failureThreshold    | 60
          DECODE_TEMPLATE   | template/initContainers/0/restartPolicy                | Always
          DECODE_TEMPLATE   | template/initContainers/0/image                        | ghcr.io/llm-d/llm-d-router-disagg-sidecar:v0.10.0
          DECODE_TEMPLATE   | template/initContainers/0/ports/0/containerPort        | 8000
          DECODE_TEMPLATE   | template/initContainers/0/command/7                    | --secure-proxy={{ .GlobalConfig.EnableTLS }}
          DECODE_TEMPLATE   | template/initContainers/0/livenessProbe/timeoutSeconds | 10
          DECODE_TEMPLATE   | template/initContainers/0/readinessProbe/failureThreshold | 10
          DECODE_TEMPLATE   | template/initContainers/0/securityContext/seccompProfile | ``
          DECODE_WORKER_DATA_PARALLEL | template/initContainers/0/securityContext/seccompProfile/type | RuntimeDefault
          DECODE_WORKER_DATA_PARALLEL | worker/containers/0/env/4/name             | VLLM_RANDOMIZE_DP_DUMMY_INPUTS
          SCHEDULER         | router/scheduler/pool/spec/endpointPickerRef/failureMode | FailOpen
          SCHEDULER         | router/scheduler/pool/spec/endpointPickerRef/port/number | 9002
          SCHEDULER         | router/scheduler/pool/spec/targetPorts/0/number        | 8000
          SCHEDULER         | router/scheduler/annotations/app.kubernetes.io~1version | 0.10.0
          SCHEDULER         | router/scheduler/template/containers/0/image           | ghcr.io/llm-d/llm-d-router-endpoint-picker:v0.10.0
          SCHEDULER         | router/scheduler/template/containers/0/command/8       | 9002
          SCHEDULER         | router/scheduler/template/containers/0/readinessProbe/grpc/service | readiness
          SCHEDULER         | router/scheduler/template/containers/0/securityContext/readOnlyRootFilesystem | true
          LATENCY_PREDICTOR | router/scheduler/template/containers/0/name            | main
          LATENCY_PREDICTOR | router/scheduler/template/containers/1/startupProbe/failureThreshold | 30
          LATENCY_PREDICTOR | router/scheduler/template/containers/2/resources/limits/cpu | 28000m
          LATENCY_PREDICTOR | router/scheduler/template/volumes/0/emptyDir/sizeLimit | 20Gi
          TOKENIZER         | router/scheduler/tokenizer/template/automountServiceAccountToken | false
          TOKENIZER         | router/scheduler/tokenizer/template/containers/0/ports/0/name | render-http
          TOKENIZER         | router/scheduler/tokenizer/template/containers/0/securityContext/runAsNonRoot | false
          TRACING           | tracing/exporterEndpoint                               | http://otel-collector:4317
          TRACING           | tracing/samplerArg                                     | 0.05
          """)
  void holdsTheFact(WellKnown preset, String path, String value) {
    assertThat(Presets.load(preset, "kserve-", "kserve").at("/spec/" + path).asText())
        .isEqualTo(value);
  }

  @Test
  void routeHasTwelveRulesOfWhichThreeGoPastThePool() {
    // When
    JsonNode route =
        Presets.load(WellKnown.ROUTER_ROUTE, "kserve-", "kserve")
            .at("/spec/router/route/http/spec");

    // Then
    assertThat(route.path("rules"))
        .extracting(
            rule -> rule.path("name").textValue(),
            rule -> rule.at("/backendRefs/0/kind").textValue(),
            rule -> rule.at("/filters/0/urlRewrite/path/replacePrefixMatch").asText(),
            rule -> rule.path("matches").size())
        .containsExactly(
            tuple("v1-completions-path", "InferencePool", "/v1/completions", 1),
            tuple("v1-chat-completions-path", "InferencePool", "/v1/chat/completions", 1),
            tuple("v1-responses-path", "InferencePool", "/v1/responses", 1),
            tuple("v1-messages-path", "InferencePool", "/v1/messages", 1),
            tuple("v1-model-routing", "InferencePool", "", 8),
            tuple("v1-completions-publisher-path", "InferencePool", "/v1/completions", 1),
            tuple("v1-chat-completions-publisher-path", "InferencePool", "/v1/chat/completions", 1),
            tuple("v1-responses-publisher-path", "InferencePool", "/v1/responses", 1),
            tuple("v1-messages-publisher-path", "InferencePool", "/v1/messages", 1),
            tuple("v1-publisher-path-catch-all", "Service", "/", 1),
            tuple("v1-catch-all-path", "Service", "/", 1),
            tuple("v1-catch-all-model-routing", "Service", "", 1));
    assertThat(route.path("rules"))
        .allMatch(
            rule ->
                rule.path("timeouts")
                    .toString()
                    .equals("{\"request\":\"0s\",\"backendRequest\":\"0s\"}"))
        .allMatch(rule -> rule.at("/backendRefs/0/port").intValue() == 8000);
  }

  private static Stream<String> vllmScripts(WellKnown preset) {
    return Presets.load(preset, "kserve-", "kserve").findValues("command").stream()
        .map(command -> command.path(2).asText())
        .filter(script -> script.contains("exec vllm serve"));
  }

  private static JsonNode main(JsonNode pod) {
    return pod.at("/containers/0");
  }

  private static Set<String> volumesOf(JsonNode pod) {
    return Set.copyOf(pod.path("volumes").findValuesAsText("name"));
  }

  private static Set<String> mountsOf(JsonNode pod) {
    return pod.findValues("volumeMounts").stream()
        .flatMap(mounts -> mounts.findValuesAsText("name").stream())
        .collect(toSet());
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(entry -> entry.getKey()).toList();
  }

  private static List<String> names(JsonNode list, String key, String value) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path(key).asText() + "=" + item.path(value).asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0, kserve-v0-1-0-",
    "0.2.0-SNAPSHOT, kserve-v0-2-0-",
    "1.0.0-RC.1+build, kserve-v1-0-0-rc-1-build-",
  })
  void areInstalledByNamesWithTheVersion(String version, String prefix) {
    assertThat(Presets.prefixOf(version)).isEqualTo(prefix);
  }
}
