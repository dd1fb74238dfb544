package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/** A service is in memory what the API server sent: the same bytes give the same plan offline. */
class StoredServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE =
      """
      {"apiVersion":"serving.kserve.io/v1alpha2","kind":"LLMInferenceService",\
      "metadata":{"name":"llm","namespace":"ns","managedFields":[{"manager":"kubectl"}]},\
      "spec":{"template":{"nodeSelector":{},"tolerations":[],"affinity":null,"containers":\
      [{"name":"main","resources":{"limits":{"cpu":1,"memory":"","x":"{{ .Nope }}"}}}]}},\
      "status":{"observedGeneration":3}}""";

  private final KubernetesSerialization client = ClientFormat.serialization();

  @Test
  void isTheTreeThatTheApiServerSent() throws Exception {
    // Given
    ObjectNode sent = (ObjectNode) JSON.readTree(SERVICE);
    // When
    StoredService stored = client.unmarshal(SERVICE, StoredService.class);
    // Then
    assertThat(stored.tree().path("spec")).isEqualTo(sent.path("spec"));
    assertThat(stored.tree().path("status")).isEqualTo(sent.path("status"));
    assertThat(stored.tree().at("/metadata/managedFields").isMissingNode()).isTrue();
  }

  @Test
  void isTheSameAfterItWasCopied() {
    StoredService stored = client.unmarshal(SERVICE, StoredService.class);
    assertThat(client.clone(stored).tree()).isEqualTo(stored.tree());
  }
}
