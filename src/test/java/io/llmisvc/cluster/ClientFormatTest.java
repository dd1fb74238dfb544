package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.WatchEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFormatTest {

  /** As an API server says that there is none, when it is asked for metadata only. */
  @Test
  void takesNoItemsForAnEmptyList() {
    // When
    GenericKubernetesResourceList list =
        ClientFormat.serialization()
            .unmarshal(
                """
                {"apiVersion": "meta.k8s.io/v1", "kind": "PartialObjectMetadataList", "items": null}
                """,
                GenericKubernetesResourceList.class);
    // Then
    assertThat(list.getItems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment, io.fabric8.kubernetes.api.model.GenericKubernetesResource",
    "v1, ConfigMap, io.fabric8.kubernetes.api.model.GenericKubernetesResource",
    "v1, Status, io.fabric8.kubernetes.api.model.Status"
  })
  void readsWhatWatchesTellAsWhatIsAskedFor(String apiVersion, String kind, Class<?> type) {
    // When
    WatchEvent event =
        ClientFormat.serialization()
            .unmarshal(
                """
                {"type": "ADDED", "object": {"apiVersion": "%s", "kind": "%s"}}
                """
                    .formatted(apiVersion, kind),
                WatchEvent.class);
    // Then
    assertThat(event.getObject()).isInstanceOf(type);
  }
}
