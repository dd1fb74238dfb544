package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.api.Test;

class TrimmedTest {

  @Test
  void keepsOfASecretWhereTheStoreIsAndNoCredential() {
    // Given
    ObjectNode secret =
        Yaml.objects(
                """
                metadata:
                  name: store
                  resourceVersion: "1"
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: czNjcmV0}
                data: {AWS_SECRET_ACCESS_KEY: czNjcmV0, S3_ENDPOINT: aG9zdA==}
                """)
            .getFirst();
    // When
    ObjectNode kept = Trimmed.of(Kind.SECRET, secret);
    // Then
    assertThat(kept.toString()).doesNotContain("czNjcmV0");
    assertThat(kept.at("/data/S3_ENDPOINT").asText()).isEqualTo("aG9zdA==");
    assertThat(kept.path("data").has("AWS_SECRET_ACCESS_KEY")).isTrue();
  }
}
