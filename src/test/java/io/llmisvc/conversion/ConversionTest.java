package io.llmisvc.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {
  private static final String V1ALPHA1 = "serving.kserve.io/v1alpha1";
  private static final String V1ALPHA2 = "serving.kserve.io/v1alpha2";
  private static final String INTERNAL = "internal.serving.kserve.io/";

  @Test
  void putsCriticalityWhereTheReferenceControllerHasIt() {
    assertBothWays(
        """
        model:
          uri: hf://a/b
          criticality: High
          lora:
            adapters:
            - {uri: hf://a/c, name: c}
            - {uri: hf://a/d, name: d, criticality: Sheddable}
        """,
        """
        metadata:
          annotations:
            internal.serving.kserve.io/model-criticality: High
            internal.serving.kserve.io/lora-criticalities: '{"1":"Sheddable"}'
        spec:
          model:
            uri: hf://a/b
            lora:
              adapters:
              - {uri: hf://a/c, name: c}
              - {uri: hf://a/d, name: d}
        """);
  }

  @Test
  void translatesThePool() {
    assertBothWays(
        """
        router:
          scheduler:
            pool:
              spec:
                selector: {app: a}
                targetPortNumber: 8000
                extensionRef: {name: picker, kind: Service, portNumber: 9002, failureMode: FailOpen}
        """,
        """
        spec:
          router:
            scheduler:
              pool:
                spec:
                  selector: {matchLabels: {app: a}}
                  targetPorts: [{number: 8000}]
                  endpointPickerRef: {name: picker, kind: Service, port: {number: 9002}, failureMode: FailOpen}
        """);
  }

  @Test
  void remembersThatThePoolWasWrittenAsInTheGuide() {
    assertBothWays(
        """
        router: {scheduler: {pool: {spec: {selector: {matchLabels: {app: a}}, targetPort: 8000}}}}
        """,
        """
        metadata:
          annotations:
            internal.serving.kserve.io/v1alpha1-spec: >-
              {"router":{"scheduler":{"pool":{"spec":{"selector":{"matchLabels":{"app":"a"}},"targetPort":8000}}}}}
        spec:
          router:
            scheduler: {pool: {spec: {selector: {matchLabels: {app: a}}, targetPorts: [{number: 8000}]}}}
        """);
  }

  @Test
  void keepsWhatOnlyTheNewerVersionCanSay() {
    // Given
    ObjectNode newer =
        object(
            V1ALPHA2,
            """
            spec:
              kvCacheOffloading: {cpu: 10Gi}
              prefill: {replicas: 1, kvCacheOffloading: {cpu: 5Gi}}
              model:
                uri: hf://a/b
                confidential: {enabled: true}
                lora: {adapters: [{uri: hf://a/c, name: c, confidential: {enabled: true}}]}
              router:
                scheduler:
                  pool: {spec: {targetPorts: [{number: 8000}, {number: 8001}], appProtocol: http}}
            """);

    // When
    ObjectNode older = Conversion.convert(newer, V1ALPHA1);

    // Then
    assertThat(older.path("spec"))
        .isEqualTo(
            Yaml.object(
                """
                prefill: {replicas: 1}
                model: {uri: hf://a/b, lora: {adapters: [{uri: hf://a/c, name: c}]}}
                router: {scheduler: {pool: {spec: {targetPortNumber: 8000}}}}
                """));
    assertThat(Yaml.object(annotation(older, "v1alpha2-spec")))
        .isEqualTo(
            Yaml.object(
                """
                kvCacheOffloading: {cpu: 10Gi}
                prefill: {kvCacheOffloading: {cpu: 5Gi}}
                model:
                  confidential: {enabled: true}
                  lora: {adapters: [{name: c, confidential: {enabled: true}}]}
                router:
                  scheduler:
                    pool: {spec: {targetPorts: [{number: 8000}, {number: 8001}], appProtocol: http}}
                """));
    assertThat(Conversion.convert(older, V1ALPHA2)).isEqualTo(newer);
  }

  /** As an installation without conversion may have stored it. */
  @Test
  void readsTheOlderWordsOfAStoredObject() {
    // Given
    ObjectNode stored =
        object(
            V1ALPHA2,
            """
            spec:
              model: {uri: hf://a/b, criticality: High}
              router: {scheduler: {pool: {spec: {selector: {app: a}, targetPortNumber: 8000}}}}
            """);

    // When
    ObjectNode older = Conversion.convert(stored, V1ALPHA1);

    // Then
    assertThat(older.path("spec")).isEqualTo(stored.path("spec"));
    older.withObject("/spec/model").put("criticality", "Standard");
    ObjectNode newer = Conversion.convert(older, V1ALPHA2);
    assertThat(newer.at("/spec/model").has("criticality")).isFalse();
    assertThat(annotation(newer, "model-criticality")).isEqualTo("Standard");
    assertThat(newer.at("/spec/router")).isEqualTo(stored.at("/spec/router"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "{\"kvCacheOffloading\":\"text\"}",
        "{\"kvCacheOffloading\":{\"cpu\":{}}}",
        "{\"kvCacheOffloading\":{\"secondary\":{}}}",
        "{\"model\":{\"confidential\":{\"enabled\":\"yes\"}}}",
        "{\"model\":[1]}",
        "{\"replicas\":7,\"template\":{\"hostNetwork\":true}}"
      })
  void leavesWhatWasNotWrittenByConversionInItsAnnotation(String forged) {
    // Given
    ObjectNode older = object(V1ALPHA1, "spec: {model: {uri: hf://a/b}}");
    older.withObject("/metadata/annotations").put(INTERNAL + "v1alpha2-spec", forged);

    // When
    ObjectNode newer = Conversion.convert(older, V1ALPHA2);

    // Then
    assertThat(newer.put("apiVersion", V1ALPHA1)).isEqualTo(older);
  }

  @Test
  void takesOnlyTheSoundPartOfAnAnnotation() {
    // Given
    ObjectNode older = object(V1ALPHA1, "spec: {model: {uri: hf://a/b}}");
    older
        .withObject("/metadata/annotations")
        .put(
            INTERNAL + "v1alpha2-spec",
            "{\"kvCacheOffloading\":{\"cpu\":\"1Gi\"},\"model\":{\"confidential\":7}}");

    // When
    ObjectNode newer = Conversion.convert(older, V1ALPHA2);

    // Then
    assertThat(newer.at("/spec/kvCacheOffloading/cpu").asText()).isEqualTo("1Gi");
    assertThat(newer.at("/spec/model").has("confidential")).isFalse();
    assertThat(annotation(newer, "v1alpha2-spec")).isEqualTo("{\"model\":{\"confidential\":7}}");
  }

  @Test
  void leavesInTheSpecWhatAnnotationsCannotHold() {
    // Given
    ObjectNode newer = object(V1ALPHA2, "spec: {kvCacheOffloading: {cpu: 1Gi}}");
    newer.withObject("/metadata/annotations").put("team", "x".repeat(262_100));

    // When
    ObjectNode older = Conversion.convert(newer, V1ALPHA1);

    // Then
    assertThat(older.path("metadata")).isEqualTo(newer.path("metadata"));
    assertThat(older.path("spec")).isEqualTo(newer.path("spec"));
  }

  @Test
  void givesAnObjectOfTheVersionWantedAsItIs() {
    ObjectNode object = object(V1ALPHA2, "spec: {model: {criticality: High}}");
    assertThat(Conversion.convert(object, V1ALPHA2)).isSameAs(object);
  }

  @ParameterizedTest
  @CsvSource({
    "serving.kserve.io/v1alpha1, LLMInferenceService, serving.kserve.io/v1",
    "serving.kserve.io/v1, LLMInferenceService, serving.kserve.io/v1alpha1",
    "serving.kserve.io/v1alpha1, InferenceService, serving.kserve.io/v1alpha2"
  })
  void refusesOtherKindsAndVersions(String given, String kind, String wanted) {
    ObjectNode object = object(given, "spec: {}").put("kind", kind);
    assertThatThrownBy(() -> Conversion.convert(object, wanted))
        .isInstanceOf(UnsupportedConversionException.class)
        .hasMessage(
            "cannot convert %s demo/llm from %s to %s: supported are LLMInferenceService and LLMInferenceServiceConfig, in %s and %s",
            kind, given, wanted, V1ALPHA1, V1ALPHA2);
  }

  private static void assertBothWays(String olderSpec, String newer) {
    ObjectNode older = object(V1ALPHA1, "spec:\n" + olderSpec.indent(2));
    ObjectNode converted = Conversion.convert(older, V1ALPHA2);
    assertThat(converted).isEqualTo(object(V1ALPHA2, newer));
    assertThat(Conversion.convert(converted, V1ALPHA1)).isEqualTo(older);
  }

  private static ObjectNode object(String apiVersion, String rest) {
    ObjectNode object = Yaml.object(rest);
    object.put("apiVersion", apiVersion).put("kind", "LLMInferenceService");
    object.withObjectProperty("metadata").put("namespace", "demo").put("name", "llm");
    return object;
  }

  private static String annotation(ObjectNode object, String name) {
    return object.path("metadata").path("annotations").path(INTERNAL + name).asText();
  }
}
