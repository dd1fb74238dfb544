package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import org.junit.jupiter.api.Test;

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
}
