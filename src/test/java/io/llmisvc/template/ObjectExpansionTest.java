package io.llmisvc.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.schema.Schemas;
import io.llmisvc.template.function.Functions;
import io.llmisvc.template.function.KvTransferConfig;
import io.llmisvc.template.function.ShutdownTimeout;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.JsonValues;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.Values;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectExpansionTest {
  /** As those of the presets; names are only joined. */
  static final Functions FUNCTIONS =
      Functions.predefined()
          .with("ChildName", Function.ofTexts(String::concat))
          .with("shutdownTimeout", ShutdownTimeout.FUNCTION)
          .with("kvTransferConfig", KvTransferConfig.FUNCTION);

  private final ObjectExpansion expansion = new ObjectExpansion(FUNCTIONS);

  @Test
  void expandsEveryStringOfTheSpec() {
    // Given
    JsonNode service =
        yaml(
            """
            metadata: {name: llama, namespace: team-a, labels: {zone: b}}
            spec:
              model: {uri: hf://a/b, name: "quo\\"te"}
              parallelism: {tensor: 4, expert: true}
            """);
    JsonNode spec =
        yaml(
            """
            template:
              containers:
              - name: main
                args: ["{{ .Spec.Model.Name }}", "{{ .Namespace }}/{{ .Labels.zone }}"]
                env: [{name: T, value: "{{ .Spec.Parallelism.Tensor }}{{ or .Spec.Parallelism.Data 1 }}"}]
            labels: {"{{ .Name }}": "{{ ChildName .ObjectMeta.Name `-x` }}"}
            replicas: 2
            """);

    // When
    Expansion result = expansion.expand(spec, root(service));

    // Then
    assertThat(result.failures()).isEmpty();
    assertThat(result.tree())
        .isEqualTo(
            yaml(
                """
                template:
                  containers:
                  - name: main
                    args: ["quo\\"te", "team-a/b"]
                    env: [{name: T, value: "41"}]
                labels: {"{{ .Name }}": "llama-x"}
                replicas: 2
                """));
  }

  @Test
  void sharesWhatHoldsNoTemplateAndChangesNothing() {
    // Given
    JsonNode spec = yaml("{a: {b: [x, y]}, c: '{{ .Name }}'}");
    JsonNode before = spec.deepCopy();

    // When
    JsonNode result = expansion.expand(spec, root(yaml("metadata: {name: llama}"))).tree();

    // Then
    assertThat(result.get("a")).isSameAs(spec.get("a"));
    assertThat(result.get("c").asText()).isEqualTo("llama");
    assertThat(spec).isEqualTo(before);
  }

  @Test
  void returnsATreeWithoutTemplatesItself() {
    // Given
    JsonNode spec = yaml("{a: [{b: c}]}");

    // When
    JsonNode result = expansion.expand(spec, root(yaml("{}"))).tree();

    // Then
    assertThat(result).isSameAs(spec);
  }

  @Test
  void leavesMetadataOfTheServiceAlone() {
    // Given
    JsonNode service =
        yaml("{metadata: {annotations: {a: '{{ .Nope }}'}}, spec: {x: '{{ .Name }}'}}");

    // When
    Expansion result = expansion.expand(service, root(yaml("metadata: {name: llama}")));

    // Then
    assertThat(result.failures()).isEmpty();
    assertThat(result.tree().at("/metadata/annotations/a").asText()).isEqualTo("{{ .Nope }}");
    assertThat(result.tree().at("/spec/x").asText()).isEqualTo("llama");
  }

  @Test
  void doesNotExpandWhatATemplateYields() {
    // Given
    JsonNode service = yaml("{metadata: {name: n}, spec: {model: {name: '{{ .Name }}'}}}");

    // When
    Expansion result = expansion.expand(yaml("{a: '{{ .Spec.Model.Name }}'}"), root(service));

    // Then
    assertThat(result.tree().get("a").asText()).isEqualTo("{{ .Name }}");
  }

  @Test
  void reportsEveryFailureWithPathAndPosition() {
    // Given
    JsonNode spec =
        yaml(
            """
            template:
              containers:
              - command: [/bin/bash, -c, "ok\\n{{ .Spec.Tracing.Sampler }}"]
            labels: {example.com/a: "{{ if }}", good: "{{ .Name }}"}
            """);

    // When
    Expansion result = expansion.expand(spec, root(yaml("metadata: {name: n}")));

    // Then
    assertThat(result.failures())
        .extracting(
            Expansion.Failure::pathText,
            failure -> failure.cause().position().line(),
            failure -> failure.cause().reason())
        .containsExactly(
            tuple(
                "template.containers[0].command[2]",
                2,
                "nil pointer evaluating *TracingSpec.Sampler"),
            tuple("labels[example.com/a]", 1, "missing value for if"));
    assertThat(result.tree().at("/labels/good").asText()).isEqualTo("n");
    assertThat(result.tree().at("/labels/example.com~1a").asText()).isEqualTo("{{ if }}");
  }

  /**
   * A script in the style of the presets of the reference controller, whose lines must stay apart.
   */
  @Test
  void keepsTheLinesOfScriptsApart() {
    // Given
    JsonNode service =
        yaml(
            """
            metadata: {name: llama, namespace: ns}
            spec:
              model: {name: m}
              parallelism: {data: 8, expert: true}
              template: {terminationGracePeriodSeconds: 30}
              kvCacheOffloading: {cpu: 1Gi, secondary: [{}, {fileSystem: {emptyDir: {size: 1Gi}}}]}
            """);
    JsonNode spec =
        yaml(
            """
            command:
            - |-
              KV="{{ kvTransferConfig .Spec.KVCacheOffloading }}"
              eval "vllm serve /mnt/models \\
                --served-model-name "{{ .Spec.Model.Name }}" \\
                {{- if .Spec.Parallelism.Expert -}}--enable-expert-parallel{{- end }} \\
                {{- if .Spec.Parallelism.Tensor -}}--tensor-parallel-size {{ .Spec.Parallelism.Tensor }}{{- end }} \\
                --data-parallel-size {{ or .Spec.Parallelism.Data 1 }} \\
                --shutdown-timeout {{ shutdownTimeout .Spec.Template 15 }} \\
                {{- if .GlobalConfig.EnableTLS }}
                --enable-ssl-refresh \\
                {{- end }}
                $@"
            """);

    // When
    Expansion result = expansion.expand(spec, root(service));

    // Then
    assertThat(result.failures()).isEmpty();
    assertThat(result.tree().at("/command/0").asText())
        .isEqualTo(
            """
            KV="--kv-transfer-config '{\\"kv_connector\\":\\"OffloadingConnector\\",\\"kv_connector_extra_config\\":{\\"cpu_bytes_to_use\\":1073741824,\\"secondary_tiers\\":[{\\"root_dir\\":\\"/mnt/kv-cache-1\\",\\"type\\":\\"fs\\"}],\\"spec_name\\":\\"TieringOffloadingSpec\\"},\\"kv_role\\":\\"kv_both\\"}'"
            eval "vllm serve /mnt/models \\
              --served-model-name "m" \\
            --enable-expert-parallel \\
             \\
              --data-parallel-size 8 \\
              --shutdown-timeout 10 \\

              --enable-ssl-refresh \\

              $@\"""");
  }

  @Test
  void saysWhatShareOfTheBudgetItUsed() {
    // Given
    JsonNode spec = yaml("a: '{{ .Spec.Model.Name }}{{ .Spec.Model.Name }}'");
    JsonNode service = yaml("spec: {model: {name: m}}");
    // When
    double used = expansion.expand(spec, root(service)).budgetUsed();
    ObjectExpansion small =
        new ObjectExpansion(FUNCTIONS, new Budget.Limits(2, 4 << 20, 1 << 20, 400));
    // Then
    assertThat(used).isPositive().isLessThan(0.01);
    assertThat(expansion.expand(yaml("a: b"), root(service)).budgetUsed()).isZero();
    assertThat(small.expand(spec, root(service)).budgetUsed()).isEqualTo(1);
  }

  private static Value root(JsonNode service) {
    return Values.embedding(
        JsonValues.struct(service, Schemas.load().type("LLMInferenceService")),
        Map.of("GlobalConfig", Values.struct("Config", Map.of("EnableTLS", Value.of(true)))));
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
