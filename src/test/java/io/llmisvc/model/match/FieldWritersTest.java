package io.llmisvc.model.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.llmisvc.model.naming.Kind;
import org.junit.jupiter.api.Test;

/** Which field does not stand, and who set it. */
class FieldWritersTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final String DESIRED =
      """
      metadata:
        labels: {app.kubernetes.io/component: workload}
        annotations: {internal.serving.kserve.io/applied-hash: abc}
      spec:
        template:
          spec:
            containers:
            - {name: first, image: "a:1"}
            - {name: main, image: "b:1", args: [one, two]}
      """;

  @Test
  void findsAnItemOfAListByItsName() throws Exception {
    // When
    Deviation deviation = deviation(DESIRED.replace("b:1", "rival:1"));
    // Then
    assertThat(deviation.text()).isEqualTo("spec.template.spec.containers[main].image");
    assertThat(
            opponent(
                deviation,
                """
                - manager: llmisvc
                  fieldsV1: {f:metadata: {f:labels: {}}}
                - manager: injector
                  fieldsV1:
                    f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"first"}': {f:image: {}}}}}}
                - manager: rival
                  fieldsV1:
                    f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"main"}': {f:image: {}}}}}}
                """))
        .isEqualTo("rival");
  }

  @Test
  void findsTheWriterOfAListThatGoesAsAWhole() throws Exception {
    // When
    Deviation deviation = deviation(DESIRED.replace("two", "three"));
    // Then
    assertThat(deviation.text()).isEqualTo("spec.template.spec.containers[main].args[1]");
    assertThat(
            opponent(
                deviation,
                """
                - manager: rival
                  fieldsV1:
                    f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"main"}': {f:args: {}}}}}}
                """))
        .isEqualTo("rival");
  }

  @Test
  void blamesTheNewestOfSeveral() throws Exception {
    // When
    Deviation deviation = deviation(DESIRED.replace("component: workload", "component: rival"));
    // Then
    assertThat(deviation.text()).isEqualTo("metadata.labels[app.kubernetes.io/component]");
    assertThat(
            opponent(
                deviation,
                """
                - manager: earlier
                  time: "2026-01-01T00:00:00Z"
                  fieldsV1: {f:metadata: {f:labels: {"f:app.kubernetes.io/component": {}}}}
                - manager: later
                  time: "2026-01-02T00:00:00Z"
                  fieldsV1: {f:metadata: {f:labels: {"f:app.kubernetes.io/component": {}}}}
                """))
        .isEqualTo("later");
  }

  @Test
  void blamesAWebhookForWhatIsOursAndNotAsWeSetIt() throws Exception {
    // When
    Deviation deviation = deviation(DESIRED.replace("component: workload", "component: rival"));
    // Then
    assertThat(
            opponent(
                deviation,
                """
                - manager: llmisvc
                  fieldsV1: {f:metadata: {f:labels: {"f:app.kubernetes.io/component": {}}}}
                """))
        .isEqualTo("a mutating webhook");
  }

  @Test
  void blamesNobodyForWhatIsGone() throws Exception {
    // When
    Deviation deviation =
        deviation(DESIRED.replace("{app.kubernetes.io/component: workload}", "{}"));
    // Then
    assertThat(opponent(deviation, "[]")).isEqualTo("somebody");
  }

  @Test
  void namesTheMarkOfWhatWasAppliedOnlyWhenNothingElseDiffers() throws Exception {
    // When
    Deviation both = deviation(DESIRED.replace("abc", "def").replace("a:1", "rival:1"));
    Deviation one = deviation(DESIRED.replace("abc", "def"));
    // Then
    assertThat(both.text()).isEqualTo("spec.template.spec.containers[first].image");
    assertThat(one.text())
        .isEqualTo("metadata.annotations[internal.serving.kserve.io/applied-hash]");
  }

  private static Deviation deviation(String live) throws Exception {
    return Deviation.of(
        Kind.DEPLOYMENT, (ObjectNode) YAML.readTree(DESIRED), (ObjectNode) YAML.readTree(live));
  }

  private static String opponent(Deviation deviation, String managedFields) throws Exception {
    JsonNode books = YAML.readTree(managedFields);
    return new FieldWriters(books).opponent("llmisvc", deviation);
  }
}
