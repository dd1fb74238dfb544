package io.llmisvc.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Grafana gets is made from the code; {@code -Dgolden.update} writes it. */
class DashboardsGoldenTest {
  private static final Path FILES = Path.of("kubernetes/components/monitoring/dashboards");

  @Test
  void isMadeFromTheCode() throws IOException {
    List<Path> expected = new ArrayList<>();
    for (Dashboard dashboard : Dashboards.ALL) {
      Path file = FILES.resolve(dashboard.uid() + ".json");
      String text = GrafanaJson.text(dashboard);
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(FILES);
        Files.writeString(file, text);
      }
      assertThat(file).hasContent(text);
      expected.add(file);
    }
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
