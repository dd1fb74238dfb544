package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.cli.Terminal.Answer;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.composition.layer.WellKnown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: my-llm}
      spec:
        model: {uri: hf://a/b}
        router: {gateway: {}, route: {}, scheduler: {}}
      """;

  @TempDir Path folder;

  @Test
  void printsChildrenInTheOrderOfTheirRoles() {
    // When
    Answer answer = new Terminal().type(SERVICE).run("render", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(kinds(answer.out()))
        .startsWith("Service", "Secret", "Deployment", "ServiceAccount")
        .endsWith("InferencePool", "HTTPRoute")
        .doesNotContain("LeaderWorkerSet");
    assertThat(answer.out()).contains("\n  namespace: default\n");
  }

  @Test
  void saysWhatMustNotExistAndWhatTheOperatorFillsIn() {
    // When
    String out = new Terminal().type(SERVICE).run("render", "-f", "-").out();

    // Then
    assertThat(out)
        .contains(
            "# The operator fills in data (tls.crt, tls.key): a certificate for\n",
            "#   my-llm-kserve-workload-svc.default.svc\n",
            "#   the addresses of Service default/my-llm-kserve-workload-svc\n")
        .contains("# Must not exist, and is removed when it does:\n")
        .contains("#   LeaderWorkerSet default/my-llm-kserve-mn: ");
  }

  @Test
  void showsWhatEachRewritingDoesToThePickersConfiguration() {
    // When
    Answer answer = new Terminal().run("render", "-f", "samples/45-picker-configuration.yaml");

    // Then
    assertThat(answer.err())
        .contains(
            """
            which goes (plugins[2]); the picker gets it so (PickerConfigRewritten)
                --- before
                +++ after
                @@ -4,7 +4,6 @@
                 - type: single-profile-handler
                 - type: queue-scorer
                 - parameters:
                -    hashBlockSize: 64
                     lruCapacityPerServer: 31250
                   type: prefix-cache-scorer
                 - type: max-score-picker
            info: LLMInferenceService""");
    assertThat(answer.out()).doesNotContain("--- before");
  }

  @Test
  void printsTheSameBytesEachTime() {
    // Given
    Answer first = new Terminal().run("render", "-f", "samples");

    // When
    Answer second = new Terminal().run("render", "-f", "samples");

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(first.exitCode()).isZero();
  }

  @Test
  void writesOneListInJson() throws IOException {
    // Given
    String services = SERVICE + "---\n" + SERVICE.replace("my-llm", "other");

    // When
    Answer answer = new Terminal().type(services).run("render", "-o", "json", "-f", "-");

    // Then
    JsonNode list = JsonMapper.builder().build().readTree(answer.out());
    assertThat(list.path("apiVersion").asText()).isEqualTo("v1");
    assertThat(list.path("kind").asText()).isEqualTo("List");
    assertThat(StreamSupport.stream(list.path("items").spliterator(), false))
        .extracting(item -> item.path("kind") + " " + item.path("metadata").path("name"))
        .contains("\"Deployment\" \"my-llm-kserve\"", "\"Deployment\" \"other-kserve\"");
  }

  @Test
  void mergesConfigsOfTheFilesIntoTheEffectiveService() throws IOException {
    // Given
    write("config.yaml", config("base", "spec: {replicas: 7}"));
    write("service.yaml", SERVICE.replace("spec:", "spec:\n  baseRefs: [{name: base}]"));

    // When
    Answer answer = new Terminal().run("render", "--effective", "-f", folder.toString());

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out())
        .startsWith(
            """
            ---
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            metadata:
              name: my-llm
              namespace: default
            spec:
            """)
        .contains("\n  replicas: 7\n");
  }

  @Test
  void usesTheOperatorConfigMapOfTheFiles() {
    // Given
    String config =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: inferenceservice-config, namespace: kserve}
        data:
          ingress: '{"kserveIngressGateway": "edge/gateway", "ingressGateway": "x"}'
        ---
        """;

    // When
    String out = new Terminal().type(config + SERVICE).run("render", "-f", "-").out();

    // Then
    assertThat(out).contains("    name: gateway\n    namespace: edge\n");
  }

  @Test
  void knowsOnlyConfigsOfTheFilesWithoutPresets() {
    // When
    Answer answer = new Terminal().type(SERVICE).run("render", "--no-presets", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("error: LLMInferenceService default/my-llm: ")
        .contains("kserve-config-llm-template does not exist");
  }

  /** As {@code kubectl get -o yaml} prints it. */
  @Test
  void knowsWhatAServiceOfAClusterBeganWith() {
    // Given
    String stored =
        SERVICE
            + "status: {annotations: {serving.kserve.io/config-llm-template: %s}}\n"
                .formatted(WellKnown.TEMPLATE.name(Presets.installedPrefix()));
    // When
    Answer answer = new Terminal().type(stored).run("render", "-f", "-");
    // Then
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).isEqualTo(new Terminal().type(SERVICE).run("render", "-f", "-").out());
  }

  @Test
  void takesFilesForAllThereIsWhenFactsSaySo() throws IOException {
    // Given
    write(
        "facts.yaml",
        """
        served:
        - HTTPRoute.gateway.networking.k8s.io/v1
        - Gateway.gateway.networking.k8s.io/v1
        """);
    String facts = folder.resolve("facts.yaml").toString();

    // When
    Answer answer = new Terminal().type(SERVICE).run("render", "-f", "-", "--facts", facts);

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(kinds(answer.out())).contains("Deployment").doesNotContain("InferencePool");
    assertThat(answer.err()).contains("kserve-ingress-gateway");
  }

  @Test
  void findsInTheFactsWhatExists() throws IOException {
    // Given
    write(
        "facts.yaml",
        """
        objects:
        - apiVersion: gateway.networking.k8s.io/v1beta1
          kind: Gateway
          metadata: {name: kserve-ingress-gateway, namespace: kserve}
        """);
    String facts = folder.resolve("facts.yaml").toString();

    // When
    Answer answer = new Terminal().type(SERVICE).run("render", "-f", "-", "--facts", facts);

    // Then
    assertThat(answer.err()).doesNotContain("kserve-ingress-gateway");
    assertThat(kinds(answer.out())).contains("HTTPRoute");
  }

  @Test
  void rendersTheOtherServicesWhenOneIsBroken() {
    // Given
    String broken =
        SERVICE.replace("my-llm", "broken").replace("spec:", "spec: {replicas: many}\nx:");

    // When
    Answer answer = new Terminal().type(broken + "---\n" + SERVICE).run("render", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("error: LLMInferenceService default/broken: spec.replicas: ");
    assertThat(answer.out()).contains("name: my-llm-kserve\n");
  }

  @Test
  void warnsOfServicesThatPublishTheSameModel() {
    // Given
    String named = SERVICE.replace("hf://a/b", "hf://a/b, name: a/b");
    String services =
        String.join(
            "---\n",
            named,
            named.replace("my-llm", "other"),
            named.replace("my-llm", "alone").replace("b}", "c}"),
            named.replace("my-llm", "my-llm, namespace: elsewhere"));

    // When
    Answer answer = new Terminal().type(services).run("render", "-f", "-");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith(
                        "warning: LLMInferenceService default/my-llm: spec.model.name:"
                            + " publishers/default/models/a/b is also published by other: "),
            line ->
                assertThat(line)
                    .startsWith(
                        "warning: LLMInferenceService default/other: spec.model.name:"
                            + " publishers/default/models/a/b is also published by my-llm: "));
  }

  @Test
  void knowsTheModelsOfServicesThatExist() throws IOException {
    // Given
    write(
        "facts.yaml",
        """
        absent: []
        objects:
        - apiVersion: serving.kserve.io/v1alpha2
          kind: LLMInferenceService
          metadata: {name: existing, namespace: default}
          spec: {model: {uri: hf://c/d}}
          status: {addresses: [{models: [{name: publishers/default/models/my-llm}]}]}
        """);
    String facts = folder.resolve("facts.yaml").toString();

    // When
    Answer answer = new Terminal().type(SERVICE).run("render", "-f", "-", "--facts", facts);

    // Then
    assertThat(answer.err()).contains("publishers/default/models/my-llm").contains("by existing:");
    assertThat(answer.out()).contains("name: my-llm-kserve\n").doesNotContain("existing");
  }

  @Test
  void warnsOfFieldsThatTheApiDoesNotKnowWhenAsked() {
    // Given
    String misspelt = SERVICE.replace("model:", "modle: {uri: hf://c/d}\n  model:");

    // When
    Answer answer = new Terminal().type(misspelt).run("render", "-f", "-", "--unknown-fields=warn");

    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err())
        .startsWith("warning: LLMInferenceService default/my-llm: spec.modle: ");
  }

  @Test
  void coloursFindingsOnlyOnATerminal() {
    // Given
    String misspelt = SERVICE.replace("model:", "modle: {}\n  model:");

    // When
    Answer answer =
        new Terminal()
            .withColours()
            .type(misspelt)
            .run("render", "-f", "-", "--unknown-fields=warn");

    // Then
    assertThat(answer.err()).startsWith("\u001b[33mwarning\u001b[0m: ");
    assertThat(answer.out()).doesNotContain("\u001b");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static String config(String name, String spec) {
    return """
        apiVersion: serving.kserve.io/v1alpha1
        kind: LLMInferenceServiceConfig
        metadata: {name: %s}
        %s
        """
        .formatted(name, spec);
  }

  private static List<String> kinds(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("kind: "))
        .map(line -> line.substring("kind: ".length()))
        .toList();
  }
}
