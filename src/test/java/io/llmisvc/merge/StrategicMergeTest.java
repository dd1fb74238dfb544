package io.llmisvc.merge;

import static io.llmisvc.merge.MergeNote.Kind.ALTERNATIVE_REMOVED;
import static io.llmisvc.merge.MergeNote.Kind.LIST_REPLACED;
import static io.llmisvc.merge.MergeNote.Kind.ZERO_IGNORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.llmisvc.schema.Schemas;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {
  private final StrategicMerge merge =
      StrategicMerge.of(Schemas.load().type("LLMInferenceServiceSpec"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // absent, and empty where Go cannot tell it from absent
        "replicas: 3                        | {}                                   | replicas: 3",
        "model: {uri: a}                    | model: {uri: ''}                     | model: {uri: a}",
        "parallelism: {expert: true}        | parallelism: {expert: false}         | parallelism: {expert: true}",
        "template: {hostNetwork: true}      | template: {hostNetwork: false}       | template: {hostNetwork: true}",
        "scaling: {wva: {variantCost: '1'}} | scaling: {wva: {variantCost: ''}}    | scaling: {wva: {variantCost: '1'}}",
        "baseRefs: [{name: a}]              | baseRefs: []                         | baseRefs: [{name: a}]",
        "template: {containers: [{name: a}]}| template: {containers: []}           | template: {containers: [{name: a}]}",
        "model: {name: a}                   | model: {name: null}                  | model: {name: a}",
        "model: {name: a}                   | model: null                          | model: {name: a}",
        // zeros behind a pointer
        "replicas: 3                        | replicas: 0                          | replicas: 0",
        "model: {name: a}                   | model: {name: ''}                    | model: {name: ''}",
        "storageInitializer: {enabled: true}| storageInitializer: {enabled: false} | storageInitializer: {enabled: false}",
        // zeros that are always written
        "scaling: {maxReplicas: 3}          | scaling: {maxReplicas: 0}            | scaling: {maxReplicas: 0}",
        "model: {confidential: {enabled: true}}  | model: {confidential: {enabled: false}} | model: {confidential: {enabled: false}}",
        "model: {confidential: {enabled: true}}  | model: {confidential: {}}               | model: {confidential: {enabled: true}}",
        "kvCacheOffloading: {cpu: 1Gi}      | kvCacheOffloading: {cpu: 0}          | kvCacheOffloading: {cpu: 0}",
        // objects
        "router: {gateway: {refs: [{name: a}]}} | router: {gateway: {}}            | router: {gateway: {refs: [{name: a}]}}",
        "router: {route: {}}                | router: {scheduler: {}}              | router: {route: {}, scheduler: {}}",
        "{}                                 | router: {gateway: {}}                | router: {gateway: {}}",
        // maps
        "labels: {a: x, b: y}               | labels: {a: '', c: z}                | labels: {a: '', b: y, c: z}",
        // what the types do not know
        "future: {a: [1], b: {c: 1}}        | future: {a: [2], b: {d: 2}}          | future: {a: [2], b: {c: 1, d: 2}}",
      })
  void combinesTwoLayers(String base, String top, String expected) {
    assertThat(merged(base, top).tree()).isEqualTo(Yaml.object(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "'x,a,y', 'a', 'x,a,y'",
    "'x,a,y', 'n,a', 'n,x,a,y'",
    "'a,b,c', 'c,a', 'b,c,a'",
    "'a,b', 'n', 'n,a,b'",
    "'a,b', 'b,n', 'a,b,n'",
  })
  void ordersMergedListsByBothSides(String base, String top, String expected) {
    assertThat(merged(pullSecrets(base), pullSecrets(top)).tree())
        .isEqualTo(Yaml.object(pullSecrets(expected)));
  }

  private static String pullSecrets(String names) {
    return List.of(names.split(",")).stream()
        .map("{name: %s}"::formatted)
        .toList()
        .toString()
        .transform("template: {imagePullSecrets: %s}"::formatted);
  }

  @Test
  void mergesElementsByTheirKey() {
    // When
    Merged merged =
        merged(
            """
            template:
              containers:
              - name: main
                image: vllm
                env: [{name: A, value: a}, {name: B, value: b}]
              - {name: sidecar, image: proxy}
            """,
            """
            template:
              containers:
              - name: main
                args: [--x]
                env: [{name: B, value: top}, {name: C, value: c}]
            """);

    // Then
    assertThat(merged.tree())
        .isEqualTo(
            Yaml.object(
                """
                template:
                  containers:
                  - name: main
                    image: vllm
                    args: [--x]
                    env: [{name: A, value: a}, {name: B, value: top}, {name: C, value: c}]
                  - {name: sidecar, image: proxy}
                """));
    assertThat(merged.notes()).isEmpty();
  }

  @Test
  void collapsesDuplicatesOfTheOverride() {
    // When
    Merged merged =
        merged(
            "template: {containers: [{name: main, env: [{name: A, value: a}]}]}",
            "template: {containers: [{name: main, env: [{name: A, value: b}, {name: A, value: c}]}]}");

    // Then
    assertThat(merged.tree())
        .isEqualTo(
            Yaml.object("template: {containers: [{name: main, env: [{name: A, value: c}]}]}"));
  }

  @Test
  void tellsPortsApartByProtocol() {
    // When
    Merged merged =
        merged(
            "template: {containers: [{name: main, ports: [{containerPort: 53, name: dns}]}]}",
            "template: {containers: [{name: main, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, protocol: TCP, hostPort: 1}]}]}");

    // Then
    assertThat(merged.tree().at("/template/containers/0/ports"))
        .isEqualTo(
            Yaml.object(
                    "ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53, name: dns, protocol: TCP, hostPort: 1}]")
                .get("ports"));
  }

  @Test
  void tellsSpreadConstraintsApartByWhatTheyDo() {
    // When
    Merged merged =
        merged(
            "template: {topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 1}]}",
            "template: {topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, maxSkew: 2}]}");

    // Then
    assertThat(merged.tree().at("/template/topologySpreadConstraints")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2 | scaling: {maxReplicas: 3} | replicas",
        "scaling: {maxReplicas: 3} | replicas: 0 | scaling",
        "scaling: {wva: {hpa: {}}} | scaling: {keda: {triggers: [{type: cron}]}} | scaling.wva",
        "scaling: {wva: {hpa: {}}} | scaling: {wva: {keda: {pollingInterval: 5}}} | scaling.wva.hpa",
        "router: {scheduler: {pool: {spec: {targetPort: 1}}}} | router: {scheduler: {pool: {ref: {name: p}}}} | router.scheduler.pool.spec",
        "router: {scheduler: {pool: {spec: {targetPorts: [{number: 1}]}}}} | router: {scheduler: {pool: {spec: {targetPort: 2}}}} | router.scheduler.pool.spec.targetPorts",
        "router: {scheduler: {config: {inline: {a: 1}}}} | router: {scheduler: {config: {ref: {name: c}}}} | router.scheduler.config.inline",
        "router: {route: {http: {spec: {}}}} | router: {route: {http: {refs: [{name: r}]}}} | router.route.http.spec",
        "template: {volumes: [{name: v, emptyDir: {}}]} | template: {volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]} | template.volumes[name=v].emptyDir",
        "template: {containers: [{name: m, env: [{name: E, value: x}]}]} | template: {containers: [{name: m, env: [{name: E, valueFrom: {fieldRef: {fieldPath: f}}}]}]} | template.containers[name=m].env[name=E].value",
        "template: {containers: [{name: m, livenessProbe: {httpGet: {port: 1}}}]} | template: {containers: [{name: m, livenessProbe: {tcpSocket: {port: 1}}}]} | template.containers[name=m].livenessProbe.httpGet",
        "template: {containers: [{name: m, lifecycle: {preStop: {exec: {}}}}]} | template: {containers: [{name: m, lifecycle: {preStop: {sleep: {seconds: 1}}}}]} | template.containers[name=m].lifecycle.preStop.exec",
      })
  void oneAlternativeRemovesTheOther(String base, String top, String removed) {
    // When
    Merged merged = merged(base, top);

    // Then
    assertThat(merged.tree()).isEqualTo(Yaml.object(top));
    assertThat(merged.notes())
        .extracting(
            MergeNote::kind,
            note -> note.path().toString(),
            MergeNote::layer,
            MergeNote::beatenLayer)
        .containsExactly(tuple(ALTERNATIVE_REMOVED, removed, "top", "base"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "router: {route: {http: {spec: {hostnames: [a]}}}} | router: {route: {http: {refs: []}}}",
        "scaling: {maxReplicas: 3} | replicas: null",
        "template: {containers: [{name: m, env: [{name: E, valueFrom: {fieldRef: {fieldPath: f}}}]}]} | template: {containers: [{name: m, env: [{name: E, value: ''}]}]}",
      })
  void whatSaysNothingRemovesNoAlternative(String base, String top) {
    // When
    Merged merged = merged(base, top);

    // Then
    assertThat(merged.notes()).isEmpty();
    assertThat(Yaml.object(base).properties())
        .allSatisfy(entry -> assertThat(merged.tree().has(entry.getKey())).isTrue());
    assertThat(merged.tree().toString()).containsPattern("hostnames|maxReplicas|fieldPath");
  }

  @Test
  void bothAlternativesOfOneLayerStay() {
    // When
    Merged merged = merged("replicas: 1", "{replicas: 2, scaling: {maxReplicas: 3}}");

    // Then
    assertThat(merged.tree()).isEqualTo(Yaml.object("{replicas: 2, scaling: {maxReplicas: 3}}"));
  }

  @Test
  void untypedDocumentsMergeByKeyAndReplaceLists() {
    // When
    Merged merged =
        merged(
            "router: {scheduler: {config: {inline: {kind: E, plugins: [{type: a}], nested: {x: 1}, verbose: true}}}}",
            "router: {scheduler: {config: {inline: {plugins: [{type: b}], nested: {y: 2}, verbose: false}}}}");

    // Then
    assertThat(merged.tree().at("/router/scheduler/config/inline"))
        .isEqualTo(
            Yaml.object("{kind: E, plugins: [{type: b}], nested: {x: 1, y: 2}, verbose: false}"));
    assertThat(merged.notes())
        .extracting(MergeNote::kind, note -> note.path().toString())
        .containsExactly(tuple(LIST_REPLACED, "router.scheduler.config.inline.plugins"));
  }

  @Test
  void selectorOfThePoolIsReplaced() {
    // When
    Merged merged =
        merged(
            "router: {scheduler: {pool: {spec: {selector: {matchLabels: {a: x}}}}}}",
            "router: {scheduler: {pool: {spec: {selector: {app: mine}}}}}");

    // Then
    assertThat(merged.tree())
        .isEqualTo(Yaml.object("router: {scheduler: {pool: {spec: {selector: {app: mine}}}}}"));
  }

  @Test
  void notesWhatALayerReplacesOrSaysInVain() {
    // When
    Merged merged =
        merge.merge(
            Layers.of(
                "template: {containers: [{name: main, image: i, args: [a]}]}",
                "template: {containers: [{name: main, args: [a]}]}",
                "template: {containers: [{name: main, image: '', args: [b]}]}"));

    // Then
    assertThat(merged.notes())
        .extracting(
            MergeNote::kind,
            note -> note.path().toString(),
            MergeNote::layer,
            MergeNote::beatenLayer)
        .containsExactlyInAnyOrder(
            tuple(ZERO_IGNORED, "template.containers[name=main].image", "top", "base"),
            tuple(LIST_REPLACED, "template.containers[name=main].args", "top", "middle"));
  }

  @Test
  void aListMayHaveARuleOfItsOwn() {
    // Given
    ListCombiner append = (base, override) -> base.deepCopy().addAll((ArrayNode) override);
    StrategicMerge appending =
        StrategicMerge.of(
            Schemas.load().type("LLMInferenceServiceSpec"),
            Map.of("router.route.http.spec.rules", append));

    // When
    Explained explained =
        appending.explain(
            Layers.of(
                "router: {route: {http: {spec: {rules: [{name: a}], hostnames: [h]}}}}",
                "router: {route: {http: {spec: {rules: []}}}}",
                "router: {route: {http: {spec: {rules: [{name: b}], hostnames: [i]}}}}"));

    // Then
    assertThat(explained.tree())
        .isEqualTo(
            Yaml.object(
                "router: {route: {http: {spec: {rules: [{name: a}, {name: b}], hostnames: [i]}}}}"));
    assertThat(explained.notes()).extracting(MergeNote::kind).containsExactly(LIST_REPLACED);
    assertThat(explained.origins().at("router.route.http.spec.rules"))
        .satisfies(
            origin -> {
              assertThat(origin).isNotNull();
              assertThat(origin.layer()).isEqualTo("top");
              assertThat(origin.beaten()).extracting(Origin.Beaten::layer).containsExactly("base");
            });
  }

  @Test
  void aValueOfTheWrongShapeReplacesWhatIsThere() {
    assertThat(
            merged("template: {containers: [{name: a}]}", "template: {containers: {a: 1}}").tree())
        .isEqualTo(Yaml.object("template: {containers: {a: 1}}"));
    assertThat(merged("labels: {a: b}", "labels: text").tree())
        .isEqualTo(Yaml.object("labels: text"));
  }

  @Test
  void noLayersGiveAnEmptyTree() {
    assertThat(merge.merge(List.of()).tree()).isEmpty();
  }

  private Merged merged(String base, String top) {
    return merge.merge(Layers.of(base, top));
  }
}
