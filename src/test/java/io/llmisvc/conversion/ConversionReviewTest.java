package io.llmisvc.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionReviewTest {
  private static final String OBJECTS =
      """
      - apiVersion: serving.kserve.io/v1alpha1
        kind: LLMInferenceService
        metadata: {name: first, namespace: demo, uid: u, labels: {a: b}, resourceVersion: "7"}
        spec: {model: {uri: hf://a/b, criticality: High}}
      - apiVersion: serving.kserve.io/v1alpha1
        kind: LLMInferenceServiceConfig
        metadata: {name: second, namespace: demo}
        spec: {replicas: 2}
      - apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata: {name: third, namespace: demo}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1"})
  void convertsAllObjectsInTheirOrder(String version) {
    // Given
    ObjectNode review = review(version, "serving.kserve.io/v1alpha2", OBJECTS);
    ObjectNode before = review.deepCopy();

    // When
    ObjectNode answer = ConversionReview.answer(review);

    // Then
    assertThat(answer.path("apiVersion").asText()).isEqualTo("apiextensions.k8s.io/" + version);
    assertThat(answer.path("kind").asText()).isEqualTo("ConversionReview");
    JsonNode response = answer.path("response");
    assertThat(response.path("uid").asText()).isEqualTo("some-uid");
    assertThat(response.path("result")).isEqualTo(Yaml.object("{status: Success}"));
    JsonNode objects = response.path("convertedObjects");
    assertThat(objects.findValuesAsText("name")).containsExactly("first", "second", "third");
    assertThat(objects.findValuesAsText("apiVersion")).containsOnly("serving.kserve.io/v1alpha2");
    ObjectNode metadata = (ObjectNode) objects.path(0).path("metadata").deepCopy();
    metadata.remove("annotations");
    assertThat(metadata).isEqualTo(before.at("/request/objects/0/metadata"));
    assertThat(review).isEqualTo(before);
  }

  @Test
  void namesTheObjectThatCannotBeConverted() {
    // When
    JsonNode response =
        ConversionReview.answer(review("v1", "serving.kserve.io/v1", OBJECTS)).path("response");

    // Then
    assertThat(response.path("convertedObjects")).isEmpty();
    assertThat(response.at("/result/status").asText()).isEqualTo("Failed");
    assertThat(response.at("/result/message").asText())
        .startsWith(
            "cannot convert LLMInferenceService demo/first from serving.kserve.io/v1alpha1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[text]", "[[]]", "[{}]", "[null]"})
  void refusesWhatIsNoObject(String objects) {
    JsonNode response =
        ConversionReview.answer(review("v1", "serving.kserve.io/v1alpha2", objects))
            .path("response");
    assertThat(response.at("/result/status").asText()).isEqualTo("Failed");
    assertThat(response.at("/result/message").asText()).contains("supported are");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{request: text}", "{request: {objects: {a: b}}}", "{apiVersion: 7}"})
  void answersWhateverIsAsked(String review) {
    ObjectNode answer = ConversionReview.answer(Yaml.object(review));
    assertThat(answer.path("apiVersion").asText()).isEqualTo("apiextensions.k8s.io/v1");
    assertThat(answer.at("/response/uid").isTextual()).isTrue();
    assertThat(answer.at("/response/result/status").isTextual()).isTrue();
  }

  private static ObjectNode review(String version, String wanted, String objects) {
    ObjectNode review =
        Yaml.object(
            """
            apiVersion: apiextensions.k8s.io/%s
            kind: ConversionReview
            request: {uid: some-uid, desiredAPIVersion: %s}
            """
                .formatted(version, wanted));
    review
        .withObjectProperty("request")
        .set("objects", Yaml.object("objects:\n" + objects.indent(2)).path("objects"));
    return review;
  }
}
