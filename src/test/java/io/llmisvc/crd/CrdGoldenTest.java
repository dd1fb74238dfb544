package io.llmisvc.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installed CRDs are the generated ones; {@code -Dgolden.update} writes them. */
final class CrdGoldenTest {
  /** A write of the API server to etcd may have 1.5 MB, the managed fields included. */
  private static final int LARGEST = 1_200_000;

  @ParameterizedTest
  @ValueSource(strings = {"llminferenceservices", "llminferenceserviceconfigs"})
  void isTheGeneratedCrd(String plural) throws IOException {
    // Given
    Path file = Path.of("kubernetes", "base", "crds", plural + ".yaml");
    JsonNode generated = Objects.requireNonNull(GeneratedCrds.all().get(plural));

    // When
    String text = GeneratedCrds.text(generated);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }

    // Then
    assertThat(file).hasContent(text);
    assertThat(generated.toString()).hasSizeLessThan(LARGEST);
  }

  @Test
  void validationUsesTheSchemasOfTheCrds() throws IOException {
    // Given
    Path file = Path.of("src", "main", "resources", "structure.json");

    // When
    String text = CompactSchema.text(GeneratedCrds.all());
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, text);
    }

    // Then
    assertThat(file).hasContent(text);
    JsonNode document = new ObjectMapper().readTree(text);
    for (JsonNode crd : GeneratedCrds.all().values()) {
      String kind = CompactSchema.kind(crd);
      assertThat(CompactSchema.expanded(document, kind).toString())
          .as(kind)
          .isEqualTo(CompactSchema.telling(CompactSchema.spec(crd)).toString());
    }
  }
}
