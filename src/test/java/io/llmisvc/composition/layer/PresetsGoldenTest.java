package io.llmisvc.composition.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifest that installs the presets is made from them; {@code -Dgolden.update} writes it. */
class PresetsGoldenTest {
  private static final Path MANIFEST = Path.of("kubernetes", "base", "presets.yaml");

  @Test
  void manifestHoldsThePresetsAsTheyAreLoaded() throws IOException {
    // Given
    StringBuilder presets =
        new StringBuilder("# Made from src/main/resources/presets by PresetsGoldenTest.\n");
    for (ObjectNode preset : Presets.load(Presets.DEFAULT_PREFIX, "kserve")) {
      presets.append("---\n").append(Yaml.text(preset));
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
