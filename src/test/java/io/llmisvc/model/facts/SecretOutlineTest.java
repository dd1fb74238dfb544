package io.llmisvc.model.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Yaml;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretOutlineTest {
  private static final ObjectNode SECRET =
      Yaml.objects(
              """
              apiVersion: v1
              kind: Secret
              metadata:
                name: store
                namespace: demo
                annotations:
                  serving.kserve.io/s3-region: eu-west-1
                  kubectl.kubernetes.io/last-applied-configuration: '{"data":{"HF_TOKEN":"czNjcmV0"}}'
              type: Opaque
              data: {HF_TOKEN: czNjcmV0, S3_ENDPOINT: aG9zdA==}
              stringData: {password: s3cret, https-host: example.com}
              """)
          .getFirst();

  @Test
  void keepsKeysAndSettingsAndNoOtherValue() {
    // When
    ObjectNode outline = SecretOutline.of(SECRET);

    // Then
    assertThat(outline)
        .isEqualTo(
            Yaml.objects(
                    """
                    apiVersion: v1
                    kind: Secret
                    metadata:
                      name: store
                      namespace: demo
                      annotations: {serving.kserve.io/s3-region: eu-west-1}
                    type: Opaque
                    data: {HF_TOKEN: "", S3_ENDPOINT: aG9zdA==}
                    stringData: {password: "", https-host: example.com}
                    """)
                .getFirst());
    assertThat(SECRET.toString()).contains("s3cret");
  }

  @Test
  void isTheSameForItself() {
    // When
    ObjectNode outline = SecretOutline.of(SECRET);

    // Then
    assertThat(SecretOutline.of(outline)).isEqualTo(outline);
  }

  @Test
  void isAllThatAPlanSeesOfASecret() {
    // Given
    ClusterFacts cluster =
        new ClusterFacts(
            EnumSet.allOf(Kind.class),
            Map.of(),
            Map.of(new Reference.ByName(Kind.SECRET, "demo", "store"), List.of(SECRET)));

    // When
    Lookup lookup = new Facts(cluster).find(Kind.SECRET, "demo", "store");

    // Then
    assertThat(lookup.found()).hasValue(SecretOutline.of(SECRET));
  }
}
