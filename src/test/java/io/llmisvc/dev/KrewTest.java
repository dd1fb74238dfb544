package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.testing.Command;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manifest by which krew installs a release. */
class KrewTest {
  private static final String SOURCE = "https://code.example/llmisvc";

  @TempDir Path release;

  @Test
  void namesEachArchiveWithItsChecksum() throws IOException {
    // Given
    for (String platform : List.of("linux-arm64", "linux-amd64", "jvm")) {
      Files.writeString(release.resolve("llmisvc-1.2.3-" + platform + ".tar.gz"), platform);
    }
    // When
    JsonNode manifest = Yaml.object(krew(SOURCE).orThrow());
    // Then
    assertThat(manifest.at("/metadata/name").asText()).isEqualTo("llmisvc");
    assertThat(manifest.at("/spec/version").asText()).isEqualTo("v1.2.3");
    assertThat(manifest.at("/spec/homepage").asText()).isEqualTo(SOURCE);
    List<JsonNode> platforms = manifest.at("/spec/platforms").valueStream().toList();
    assertThat(platforms)
        .extracting(one -> one.path("uri").asText())
        .containsExactly(
            SOURCE + "/releases/download/v1.2.3/llmisvc-1.2.3-linux-amd64.tar.gz",
            SOURCE + "/releases/download/v1.2.3/llmisvc-1.2.3-linux-arm64.tar.gz",
            SOURCE + "/releases/download/v1.2.3/llmisvc-1.2.3-jvm.tar.gz");
    assertThat(platforms)
        .allSatisfy(
            one -> {
              String uri = one.path("uri").asText();
              Path archive = release.resolve(uri.substring(uri.lastIndexOf('/') + 1));
              assertThat(Command.run("sha256sum", archive.toString()).orThrow())
                  .startsWith(one.path("sha256").asText() + " ");
              assertThat(one.path("bin").asText()).isEqualTo("bin/llmisvc");
            });
    assertThat(platforms.getFirst().at("/selector/matchLabels").toString())
        .isEqualTo("{\"os\":\"linux\",\"arch\":\"amd64\"}");
  }

  /** What krew refuses in its index. */
  @Test
  void keepsTheRulesOfKrew() throws IOException {
    Files.writeString(release.resolve("llmisvc-1.2.3-jvm.tar.gz"), "");
    JsonNode spec = Yaml.object(krew(SOURCE).orThrow()).path("spec");
    assertThat(spec.path("shortDescription").asText()).hasSizeLessThan(50).doesNotEndWith(".");
    assertThat(spec.path("description").asText().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void refusesWhatIsNoPlaceOfReleases() {
    assertThat(krew("file:///tmp").err()).contains("SOURCE=file:///tmp must be an https URL");
  }

  private Command.Result krew(String source) {
    return Command.run("scripts/krew.sh", "1.2.3", release.toString(), source);
  }
}
