package io.llmisvc.validation.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.SchemaViolation;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecStructureTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a                                                    | spec: a is not an object; correct the value
          replicas: -1                                         | spec.replicas: must be 0 or more, not -1
          replicas: many                                       | spec.replicas: many is not a whole number; correct the value
          replicas: 1.5                                        | spec.replicas: 1.5 is not a whole number; correct the value
          replicas: '1'                                        | spec.replicas: 1 is not a whole number; correct the value
          replicas: 3000000000                                 | spec.replicas: must be 2147483647 or less, not 3000000000
          replicas: 99999999999999999999                       | spec.replicas: must be 2147483647 or less, not 99999999999999999999
          parallelism: {tensor: 0}                             | spec.parallelism.tensor: must be 1 or more, not 0
          parallelism: {expert: maybe}                         | spec.parallelism.expert: maybe is not true or false; correct the value
          model: {criticality: Urgent}                         | spec.model.criticality: must be Critical, High, Standard or Sheddable, not Urgent
          model: {name: 7}                                     | spec.model.name: 7 is not a text; correct the value
          model: {lora: {maxRank: 0}}                          | spec.model.lora.maxRank: must be 1 or more, not 0
          labels: {a/b: 1}                                     | spec.labels["a/b"]: 1 is not a text; correct the value
          labels: [a]                                          | spec.labels: is not an object; correct the value
          template: {containers: {name: main}}                 | spec.template.containers: is not a list; correct the value
          template: {containers: [null]}                       | spec.template.containers[0]: is not an object; correct the value
          template: {containers: [{image: a}]}                 | spec.template.containers[0].name: is required
          template: {containers: [{name: null}]}               | spec.template.containers[0].name: is required
          template: {containers: [{name: ''}]}                 | spec.template.containers[0].name: is required
          template: {containers: [{name: a}, {name: a}]}       | spec.template.containers[1]: name a is taken by element 0; make them differ, or remove one
          template: {containers: [{name: a, ports: [{containerPort: 1}, {containerPort: 1, protocol: TCP}]}]} | spec.template.containers[0].ports[1]: containerPort 1, protocol TCP is taken by element 0; make them differ, or remove one
          template: {containers: [{name: a, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1, 1]}}]}]} | spec.template.containers[0].restartPolicyRules[0].exitCodes.values[1]: 1 is taken by element 0; make them differ, or remove one
          template: {containers: [{name: a, livenessProbe: {httpGet: {port: 1.5}}}]} | spec.template.containers[0].livenessProbe.httpGet.port: 1.5 is not a whole number or a text; correct the value
          template: {containers: [{name: a, resources: {limits: {cpu: lots}}}]} | spec.template.containers[0].resources.limits.cpu: lots is not a quantity, such as 500m or 16Gi
          template: {containers: [{name: a, resources: {limits: {cpu: "1\\n"}}}]} | spec.template.containers[0].resources.limits.cpu: "1\\n" is not a quantity, such as 500m or 16Gi
          router: {route: {group: ''}}                         | spec.router.route.group: must have at least 1 character
          router: {route: {group: A_b}}                        | spec.router.route.group: A_b is not a DNS label: lower-case letters, digits and '-', ending in a letter or digit
          router: {scheduler: {pool: {spec: {targetPorts: []}}}} | spec.router.scheduler.pool.spec.targetPorts: must have at least 1 element
          router: {scheduler: {pool: {spec: {targetPorts: [{number: 0}]}}}} | spec.router.scheduler.pool.spec.targetPorts[0].number: must be 1 or more, not 0
          scaling: {maxReplicas: 2, wva: {hpa: {}, variantCost: ten}} | spec.scaling.wva.variantCost: ten is not a decimal number of 0 or more, such as "10.0"
          """)
  void tellsOneThingOfAWrongValue(String spec, String told) throws IOException {
    // When
    List<SchemaViolation> violations = SpecStructure.ofService(YAML.readTree(spec));
    // Then
    assertThat(violations)
        .extracting(violation -> violation.finding().text())
        .containsExactly(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{replicas: null, model: {lora: {adapters: null}}, labels: {a: null}}",
        "{replicas: 2.0, unheardOf: 1, template: {unheardOf: [1]}}",
        "template: {imagePullSecrets: [{}], volumes: [{name: a, hostPath: {path: /}}]}",
        "template: {containers: [{name: a, ports: [{containerPort: 1}, {containerPort: 1, protocol: UDP}]}]}",
        "template: {containers: [{name: a, resources: {limits: {cpu: 1, memory: 1.5Gi}}}]}",
        "router: {scheduler: {config: {inline: {a: [1, text, null]}}}}"
      })
  void acceptsWhatTheSchemaAllows(String spec) throws IOException {
    assertThat(SpecStructure.ofService(YAML.readTree(spec))).isEmpty();
  }

  @Test
  void tellsOfEveryWrongValue() throws IOException {
    // Given
    JsonNode spec = YAML.readTree("{replicas: -1, template: {containers: [{}]}, labels: 1}");
    // When
    List<SchemaViolation> violations = SpecStructure.ofService(spec);
    // Then
    assertThat(violations)
        .extracting(SchemaViolation::path)
        .containsExactlyInAnyOrder(
            "spec.replicas", "spec.template.containers[0].name", "spec.labels");
  }

  @Test
  void showsValuesOnOneShortLine() throws IOException {
    // Given
    JsonNode spec = YAML.createObjectNode().put("replicas", "line\n".repeat(1000));
    // When
    List<SchemaViolation> violations = SpecStructure.ofService(spec);
    // Then
    assertThat(violations)
        .singleElement()
        .satisfies(it -> assertThat(it.message()).hasSizeLessThan(120).doesNotContain("\n"));
  }

  @Test
  void leavesTheTextOfConfigsToTheirTemplates() throws IOException {
    // Given
    JsonNode spec =
        YAML.readTree("router: {route: {http: {spec: {hostnames: ['{{ .ObjectMeta.Name }}.a']}}}}");
    // Then
    assertThat(SpecStructure.ofConfig(spec)).isEmpty();
    assertThat(SpecStructure.ofService(spec)).hasSize(1);
  }

  @Test
  void hasANameForEveryPattern() throws IOException {
    // Given
    JsonNode document;
    try (InputStream in = SpecStructure.class.getResourceAsStream("/structure.json")) {
      document = new ObjectMapper().readTree(in);
    }
    // When
    List<String> patterns =
        document.findValues("pattern").stream()
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .toList();
    // Then
    assertThat(patterns).isNotEmpty().allMatch(Grammar::knows);
  }

  @Test
  void blamesComposition() throws IOException {
    // When
    Finding finding = SpecStructure.ofService(YAML.readTree("replicas: -1")).getFirst().finding();
    // Then
    assertThat(finding).matches(Finding::isError);
    assertThat(finding.reason()).isEqualTo("InvalidRenderedConfig");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{router: {route: {http: {spec: {hostnames: [X]}}}}}",
        "{router: {route: {group: X}}}",
        "{router: {route: {http: {spec: {parentRefs: [{name: a, group: X}]}}}}}",
        "{router: {route: {http: {spec: {rules: [{timeouts: {request: X}}]}}}}}",
        "{template: {containers: [{name: a, resources: {limits: {cpu: X}}}]}}",
        "{scaling: {maxReplicas: 2, wva: {hpa: {}, variantCost: X}}}"
      })
  void refusesLongTextInNoTimeAndNoStack(String spec) throws IOException {
    for (String piece : List.of("a.", "1m", "1", "a-", "-", ".", "1.1e", "a")) {
      // Given
      String text = piece.repeat(200_000);
      JsonNode tree = YAML.readTree(spec.replace("X", "'" + text + "'"));
      // When
      List<SchemaViolation> violations =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> SpecStructure.ofService(tree), spec);
      // Then
      assertThat(violations).as("%s in %s", piece, spec).hasSize(1);
      assertThat(violations.getFirst().message()).hasSizeLessThan(300);
    }
  }
}
