package io.llmisvc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ServiceMeta;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecValidationTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          model: {}                                                                         | spec.model.uri
          model: {uri: llama}                                                               | spec.model.uri
          model: {uri: 'gs://bucket/llama'}                                                 | spec.model.uri
          router: {scheduler: {pool: {spec: {targetPorts: [{number: 1}, {number: 1}]}}}}    | spec.router.scheduler.pool.spec.targetPorts
          router: {route: {http: {refs: [{name: a}], spec: {}}}}                            | spec.router.route.http
          router: {gateway: {}, route: {http: {refs: [{name: a}]}}}                         | spec.router.route.http.refs
          router: {ingress: {}, route: {group: a, weight: 1}}                               | spec.router.route.group
          router: {route: {weight: 1}}                                                      | spec.router.route.group
          router: {route: {group: a}}                                                       | spec.router.route.weight
          router: {route: {group: a, weight: 1, http: {refs: [{name: a}]}}}                 | spec.router.route.group
          worker: {containers: [{name: main}]}                                              | spec.worker
          {worker: {containers: [{name: main}]}, parallelism: {tensor: 2}}                  | spec.worker
          prefill: {worker: {containers: [{name: main}]}}                                   | spec.prefill.worker
          parallelism: {data: 2, dataLocal: 1, pipeline: 2}                                 | spec.parallelism
          parallelism: {data: 2}                                                            | spec.parallelism.dataLocal
          parallelism: {dataLocal: 2}                                                       | spec.parallelism.data
          parallelism: {data: 7, dataLocal: 2}                                              | spec.parallelism.data
          prefill: {parallelism: {data: 7, dataLocal: 2}}                                   | spec.prefill.parallelism.data
          router: {scheduler: {replicas: 0}}                                                | spec.router.scheduler.replicas
          router: {scheduler: {config: {}}}                                                 | spec.router.scheduler.config
          router: {scheduler: {config: {inline: {a: 1}, ref: {name: a, key: b}}}}           | spec.router.scheduler.config
          router: {scheduler: {config: {inline: {}}}}                                       | spec.router.scheduler.config.inline
          router: {scheduler: {config: {ref: {name: '', key: b}}}}                          | spec.router.scheduler.config.ref.name
          router: {route: {http: {spec: {rules: [{backendRefs: [{name: a, kind: Service}]}]}}}} | spec.router.route.http.spec.rules[0].backendRefs[0].port
          router: {route: {http: {spec: {rules: [{timeouts: {request: 59s999ms, backendRequest: 1m}}]}}}} | spec.router.route.http.spec.rules[0].timeouts.backendRequest
          router: {route: {http: {spec: {rules: [{matches: [{path: {value: /a/..}}]}]}}}} | spec.router.route.http.spec.rules[0].matches[0].path.value
          router: {route: {http: {spec: {rules: [{filters: [{type: CORS}]}, {filters: [{type: CORS}]}]}}}} | spec.router.route.http.spec.rules[0].filters[0]
          {replicas: 1, scaling: {maxReplicas: 2, wva: {hpa: {}}}}                          | spec.scaling
          scaling: {minReplicas: 3, maxReplicas: 2, wva: {hpa: {}}}                         | spec.scaling.minReplicas
          scaling: {maxReplicas: 2}                                                         | spec.scaling
          scaling: {maxReplicas: 2, wva: {hpa: {}}, keda: {triggers: [{type: cpu}]}}        | spec.scaling
          scaling: {maxReplicas: 2, keda: {}}                                               | spec.scaling.keda.triggers
          scaling: {maxReplicas: 2, wva: {}}                                                | spec.scaling.wva
          scaling: {maxReplicas: 2, wva: {hpa: {}, keda: {}}}                               | spec.scaling.wva
          scaling: {minReplicas: 1, maxReplicas: 2, wva: {keda: {idleReplicaCount: 1}}}     | spec.scaling.wva.keda.idleReplicaCount
          scaling: {maxReplicas: 2, wva: {keda: {idleReplicaCount: 1}}}                     | spec.scaling.minReplicas
          scaling: {maxReplicas: 2, wva: {keda: {advanced: {scalingModifiers: {formula: a}}}}} | spec.scaling.wva.keda.advanced.scalingModifiers
          {scaling: {maxReplicas: 2, wva: {hpa: {}}}, prefill: {scaling: {maxReplicas: 2, wva: {keda: {}}}}} | spec.prefill.scaling.wva
          {scaling: {maxReplicas: 2, wva: {hpa: {}}}, prefill: {scaling: {maxReplicas: 2, keda: {triggers: [{type: cpu}]}}}} | spec.prefill.scaling
          model: {uri: 'hf://a/b', lora: {adapters: [{uri: 'hf://a/c'}]}}                   | spec.model.lora.adapters[0].name
          model: {uri: 'hf://a/b', lora: {adapters: [{name: '..', uri: 'hf://a/c'}]}}                        | spec.model.lora.adapters[0].name
          model: {uri: 'hf://a/b', lora: {adapters: [{name: x, uri: 'hf://a/c'}, {name: x, uri: 'hf://a/d'}]}}                | spec.model.lora.adapters[1].name
          model: {uri: 'hf://a/b', lora: {adapters: [{name: svc, uri: 'hf://a/c'}]}}                         | spec.model.lora.adapters[0].name
          kvCacheOffloading: {cpu: 0, secondary: [{fileSystem: {emptyDir: {size: 1Gi}}}]}   | spec.kvCacheOffloading.cpu
          kvCacheOffloading: {cpu: 1Gi, secondary: [{}]}                                    | spec.kvCacheOffloading.secondary[0].fileSystem
          kvCacheOffloading: {cpu: 1Gi, secondary: [{fileSystem: {}}]}                      | spec.kvCacheOffloading.secondary[0].fileSystem
          kvCacheOffloading: {cpu: 1Gi, secondary: [{fileSystem: {pvc: {}}}]}               | spec.kvCacheOffloading.secondary[0].fileSystem.pvc
          kvCacheOffloading: {cpu: 1Gi, secondary: [{fileSystem: {emptyDir: {size: -1Gi}}}]} | spec.kvCacheOffloading.secondary[0].fileSystem.emptyDir.size
          kvCacheOffloading: {cpu: 1Gi, secondary: [{fileSystem: {pvc: {ref: {name: a, path: /b}}}}]} | spec.kvCacheOffloading.secondary[0].fileSystem.pvc.ref.path
          kvCacheOffloading: {cpu: 1Gi, secondary: [{fileSystem: {pvc: {ref: {name: a, path: ..}}}}]} | spec.kvCacheOffloading.secondary[0].fileSystem.pvc.ref.path
          rolloutStrategy: {maxUnavailable: -1}                                             | spec.rolloutStrategy.maxUnavailable
          rolloutStrategy: {maxSurge: 101%}                                                 | spec.rolloutStrategy.maxSurge
          rolloutStrategy: {maxSurge: some}                                                 | spec.rolloutStrategy.maxSurge
          rolloutStrategy: {maxUnavailable: 25%, maxSurge: 0}                               | spec.rolloutStrategy
          {worker: {containers: [{name: main}]}, parallelism: {pipeline: 2}, rolloutStrategy: {maxUnavailable: 25%}} | spec.rolloutStrategy.maxSurge
          model: {uri: 'hf://a/b', confidential: {enabled: true, resourceId: 'kbs://x'}}    | spec.model.confidential.resourceId
          """)
  void refusesWhatOneRuleForbids(String fields, String path) throws IOException {
    // Given
    LLMInferenceServiceSpec spec = spec(fields);
    // When
    List<Finding> findings = SpecValidation.validate(spec, service("svc", Map.of()));
    // Then
    assertThat(findings).filteredOn(Finding::isError).extracting(Finding::path).containsOnly(path);
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertThat(finding.reason())
                    .isEqualTo(finding.isError() ? "InvalidRenderedConfig" : "QuestionableSpec"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "router: {gateway: {}, route: {}, scheduler: {}}",
        "router: {gateway: {refs: [{name: a}]}, route: {http: {refs: [{name: a}]}}}",
        "{worker: {containers: [{name: main}]}, parallelism: {data: 8, dataLocal: 4, tensor: 4}}",
        "{worker: {containers: [{name: main}]}, parallelism: {pipeline: 2}}",
        "router: {route: {group: a, weight: 0}, scheduler: {config: {ref: {name: a}}}}",
        "rolloutStrategy: {maxUnavailable: 25%}",
        "rolloutStrategy: {maxUnavailable: 0, maxSurge: 1%}",
        "scaling: {minReplicas: 2, maxReplicas: 2, wva: {keda: {idleReplicaCount: 1}}}",
        "storageInitializer: {enabled: false}",
        "router: {route: {http: {spec: {rules: [{timeouts: {request: 0s, backendRequest: 1h}}]}}}}",
        "router: {route: {http: {spec: {rules: [{timeouts: {request: 1m, backendRequest: 60s}}]}}}}",
        "router: {route: {http: {spec: {rules: [{matches: [{path: {value: /a/..b/.c}}]}]}}}}",
        "router: {route: {http: {spec: {rules: [{backendRefs: [{name: a, kind: InferencePool}]}]}}}}",
        "router: {route: {http: {spec: {parentRefs: [{name: a}, {name: a, port: 1}]}}}}",
      })
  void acceptsWhatNoRuleForbids(String fields) throws IOException {
    // Given
    LLMInferenceServiceSpec spec = spec(fields);
    // When
    List<Finding> findings = SpecValidation.validate(spec, service("svc", Map.of()));
    // Then
    assertThat(findings).isEmpty();
  }

  @Test
  void namesBothNumbersOfAnUnevenGroup() throws IOException {
    // Given
    LLMInferenceServiceSpec spec =
        spec("{parallelism: {data: 7, dataLocal: 2}, worker: {containers: [{name: main}]}}");
    // When
    List<Finding> findings = SpecValidation.validate(spec, service("svc", Map.of()));
    // Then
    assertThat(findings).singleElement().extracting(Finding::message).asString().contains("7", "2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          device-count | 1    | device-class
          device-class | ' '  | device-class
          device-class | A_b  | device-class
          """)
  void refusesDeviceAnnotationsThatMakeNoSense(String key, String value, String blamed)
      throws IOException {
    // Given
    ServiceMeta service = service("svc", Map.of("serving.kserve.io/exp-dra-" + key, value));
    // When
    List<Finding> findings = SpecValidation.validate(spec("{}"), service);
    // Then
    assertThat(findings)
        .extracting(Finding::path)
        .containsExactly("metadata.annotations[serving.kserve.io/exp-dra-" + blamed + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "my.llm", "1st", "Llm"})
  void refusesNamesThatNoChildCanCarry(String name) throws IOException {
    // Given
    ServiceMeta service = service(name, Map.of());
    // When
    List<Finding> findings = SpecValidation.validate(spec("{}"), service);
    // Then
    assertThat(findings).extracting(Finding::path).containsExactly("metadata.name");
  }

  @Test
  void acceptsNamesOfAnyAllowedLength() throws IOException {
    // Given
    ServiceMeta service = service("a".repeat(253), Map.of());
    // When
    List<Finding> findings = SpecValidation.validate(spec("{}"), service);
    // Then
    assertThat(findings).isEmpty();
  }

  @Test
  void warnsWhenNoContainerWouldGetTheModel() throws IOException {
    // Given
    LLMInferenceServiceSpec spec = spec("template: {containers: [{name: vllm}]}");
    // When
    List<Finding> findings = SpecValidation.validate(spec, service("svc", Map.of()));
    // Then
    assertThat(findings).singleElement().matches(finding -> !finding.isError());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: a}, {name: b, namespace: c}] | [{name: b, namespace: c}, {name: a}] | WARNING
          [{name: a}]                          | [{name: b}]                          | ERROR
          [{name: a}]                          | [{name: a, sectionName: x}]          | ERROR
          """)
  void comparesGatewaysThatAreNamedTwice(String refs, String parents, String severity)
      throws IOException {
    // Given
    LLMInferenceServiceSpec spec =
        spec(
            "router: {gateway: {refs: %s}, route: {http: {spec: {parentRefs: %s}}}}"
                .formatted(refs, parents));
    // When
    List<Finding> findings = SpecValidation.validateOwn(spec);
    // Then
    assertThat(findings).extracting(finding -> finding.severity().name()).containsExactly(severity);
  }

  @Test
  void refusesConfigsThatBuildOnConfigs() throws IOException {
    // Given
    LLMInferenceServiceSpec spec = spec("baseRefs: [{name: a}]");
    // When
    List<Finding> findings = ConfigValidation.validate(spec);
    // Then
    assertThat(findings).extracting(Finding::path).containsExactly("spec.baseRefs");
  }

  @Test
  void refusesAlternativesOfAConfigThatExcludeEachOther() throws IOException {
    // Given
    LLMInferenceServiceSpec spec =
        spec("{replicas: 1, scaling: {maxReplicas: 2}, prefill: {scaling: {maxReplicas: 2}}}");
    // When
    List<Finding> findings = ConfigValidation.validate(spec);
    // Then
    assertThat(findings)
        .extracting(Finding::path)
        .containsExactly("spec.scaling", "spec.scaling", "spec.prefill.scaling");
  }

  private static LLMInferenceServiceSpec spec(String fields) throws IOException {
    var tree = (ObjectNode) YAML.readTree(fields);
    if (!tree.has("model")) {
      tree.withObjectProperty("model").put("uri", "hf://a/b");
    }
    return YAML.treeToValue(tree, LLMInferenceServiceSpec.class);
  }

  private static ServiceMeta service(String name, Map<String, String> annotations) {
    return new ServiceMeta("ns", name, null, 1, Map.of(), annotations, false);
  }
}
