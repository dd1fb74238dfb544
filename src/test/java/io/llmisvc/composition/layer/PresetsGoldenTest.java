package io.llmisvc.composition.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifest that installs the presets is made from them; {@code -Dgolden.update} writes it. */
class PresetsGoldenTest {
  private static final Path MANIFEST = Path.of("kubernetes", "base", "presets.yaml");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(
              Feature.LITERAL_BLOCK_STYLE,
              Feature.MINIMIZE_QUOTES,
              Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(Feature.SPLIT_LINES)
          .build();

  @Test
  void manifestHoldsThePresetsAsTheyAreLoaded() throws IOException {
    // Given
    StringBuilder presets =
        new StringBuilder("# Made from src/main/resources/presets by PresetsGoldenTest.\n");
    for (ObjectNode preset : Presets.load(Presets.DEFAULT_PREFIX, "kserve")) {
      presets.append(YAML.writeValueAsString(preset));
    }

    // When
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(MANIFEST.getParent());
      Files.writeString(MANIFEST, presets);
    }

    // Then
    assertThat(MANIFEST).hasContent(presets.toString());
  }
}
