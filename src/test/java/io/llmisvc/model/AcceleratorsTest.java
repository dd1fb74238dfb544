package io.llmisvc.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceleratorsTest {
  private static final String TWO_OF_A_CLASS =
      "annotations: {serving.kserve.io/exp-dra-device-class: gpu.example.com,"
          + " serving.kserve.io/exp-dra-device-count: '2'}";

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                     | 0
          {template: {containers: [{name: main}]}}                               | 0
          {template: POD}                                                        | 4
          {replicas: 3, template: POD}                                           | 12
          {replicas: 0, template: POD}                                           | 0
          {replicas: 2, parallelism: {data: 8, dataLocal: 4}, template: POD, worker: POD} | 16
          {parallelism: {pipeline: 3}, worker: POD}                              | 12
          {parallelism: {pipeline: 3}, template: {containers: []}, worker: POD}  | 8
          {template: POD, prefill: {replicas: 2, template: POD}}                 | 12
          {replicas: 2, template: CLAIMING}                                      | 4
          {template: {containers: [{name: a, resources: {limits: {amd.com/gpu: 1, cpu: 8}}}, {name: b, resources: {limits: {nvidia.com/mig-1g.10gb: 2}}}]}} | 3
          """)
  void addsUpWhatAllPodsAskFor(String spec, long total) {
    assertThat(Accelerators.total(effective(TWO_OF_A_CLASS, spec))).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource({"true, 0", "false, 4"})
  void countsNoneOfAStoppedService(String stopped, long total) {
    // Given
    String metadata = "annotations: {serving.kserve.io/stop: '" + stopped + "'}";
    // When
    EffectiveSpec effective = effective(metadata, "{template: POD}");
    // Then
    assertThat(Accelerators.total(effective)).isEqualTo(total);
  }

  private static EffectiveSpec effective(String metadata, String spec) {
    ObjectNode service =
        Yaml.objects(
                "{kind: LLMInferenceService, metadata: {name: llm, "
                    + metadata
                    + "}, spec: "
                    + spec.replace(
                            "POD",
                            "{containers: [{name: main, resources: {limits: {nvidia.com/gpu: 4}}}]}")
                        .replace(
                            "CLAIMING",
                            "{containers: [{name: main, resources: {claims: [{name:"
                                + " managed-device}]}}, {name: b, resources: {claims: [{name:"
                                + " managed-device}]}}]}")
                    + "}")
            .getFirst();
    ObjectNode tree = (ObjectNode) service.get("spec");
    return new EffectiveSpec(
        ServiceMeta.of(service), Trees.read(tree, LLMInferenceServiceSpec.class), tree);
  }
}
