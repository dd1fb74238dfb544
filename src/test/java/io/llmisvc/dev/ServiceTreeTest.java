package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.testing.LiveObject;
import io.llmisvc.testing.ServedKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTreeTest {
  private static final LiveObject SERVICE =
      object(
          "LLMInferenceService",
          """
          metadata: {name: llm, namespace: default, uid: one}
          status:
            url: http://203.0.113.7/default/llm
            conditions:
            - {type: PresetsCombined, status: "True"}
            - {type: Ready, status: "False", reason: Progressing, message: rollout in progress}
          """);
  private static final LiveObject CHILD =
      object(
          "Deployment",
          """
          metadata: {name: llm-kserve, namespace: default, uid: two, ownerReferences: [{uid: one}]}
          spec: {replicas: 3}
          status: {readyReplicas: 1}
          """);
  private static final LiveObject SOMEBODY_ELSES =
      object("Deployment", "metadata: {name: other, namespace: default, uid: three}");

  @Test
  void saysWhyAServiceIsNotReadyAndWhatItOwns() {
    // Given
    SampleState service = SampleState.of(SERVICE, List.of(SERVICE, CHILD, SOMEBODY_ELSES));
    // When
    List<String> lines = new ServiceTree(false).lines(service);
    // Then
    assertThat(lines)
        .containsExactly(
            "default/llm  not Ready  http://203.0.113.7/default/llm",
            "  True: PresetsCombined",
            "  Ready=False Progressing: rollout in progress",
            "  Deployment: llm-kserve 1/3");
  }

  @Test
  void colorsOnlyWhenAskedTo() {
    // Given
    SampleState service = SampleState.of(SERVICE, List.of());
    // When
    String plain = new ServiceTree(false).headline(service);
    String colored = new ServiceTree(true).headline(service);
    // Then
    assertThat(plain).doesNotContain("\033");
    assertThat(colored).contains("\033[33mnot Ready\033[0m");
  }

  private static LiveObject object(String kind, String yaml) {
    try {
      ObjectNode tree = new YAMLMapper().readValue(yaml, ObjectNode.class);
      return new LiveObject(new ServedKind("", "v1", kind, "", true), tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
