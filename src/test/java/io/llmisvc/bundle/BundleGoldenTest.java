package io.llmisvc.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is checked in is what the sources give; {@code -Dgolden.update} writes it. */
class BundleGoldenTest {
  @Test
  void isMadeOfTheSources() throws IOException {
    // Given
    Map<Path, String> files = Bundle.of(Release.next());
    // When
    if (System.getProperty("golden.update") != null) {
      Bundle.write(files, Path.of(""));
    }
    // Then
    for (Map.Entry<Path, String> file : files.entrySet()) {
      assertThat(file.getKey()).hasContent(file.getValue());
    }
    assertThat(checkedIn()).containsExactlyInAnyOrderElementsOf(files.keySet());
  }

  private static List<Path> checkedIn() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String root : List.of("bundle", "catalog")) {
      try (Stream<Path> paths = Files.walk(Path.of(root))) {
        paths.filter(Files::isRegularFile).forEach(found::add);
      }
    }
    return found;
  }
}
