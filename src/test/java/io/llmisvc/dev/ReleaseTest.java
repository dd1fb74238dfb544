package io.llmisvc.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Command;
import io.llmisvc.testing.Helm;
import io.llmisvc.testing.Kubectl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that {@code scripts/release.sh} makes of what is built. */
@Tag("packaged")
class ReleaseTest {
  @TempDir private static Path work;
  private static Path release;
  private static String version;

  @BeforeAll
  static void makeOne() throws IOException {
    try (InputStream text = requireNonNull(ReleaseTest.class.getResourceAsStream("/version.txt"))) {
      version = new String(text.readAllBytes(), UTF_8).strip();
    }
    release = work.resolve("release");
    Command.run("scripts/release.sh", version, release.toString()).orThrow();
  }

  @Test
  void hasAllThatIsInstalled() throws IOException {
    try (Stream<Path> files = Files.list(release)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(
              named("-jvm.tar.gz"),
              named("-manifests.tar.gz"),
              named("-crds.yaml"),
              named("-presets.yaml"),
              named("-bom.json"),
              named("-krew.yaml"),
              named(".tgz"),
              named(".sha256"));
    }
  }

  @Test
  void hasTheChecksumOfEveryFile() throws IOException {
    String checked =
        Command.run(
                "sh",
                "-c",
                "cd \"$1\" && sha256sum -c \"$2\"",
                "sh",
                release.toString(),
                named(".sha256"))
            .orThrow();
    try (Stream<Path> files = Files.list(release)) {
      assertThat(checked.lines())
          .hasSize((int) files.count() - 1)
          .allMatch(line -> line.endsWith(": OK"));
    }
  }

  @Test
  void startsWhereverItIsUnpacked() {
    // When
    Path program = unpack("-jvm.tar.gz");
    // Then
    assertThat(Command.run(program.resolve("bin/llmisvc").toString(), "version").orThrow())
        .isEqualTo("llmisvc " + version + "\n");
    for (String file :
        List.of("LICENSE", "bom.json", "completions/llmisvc.bash", "completions/llmisvc.fish")) {
      assertThat(program.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void isAPluginOfKubectlWhereItIsLinkedAsOne() throws IOException {
    // Given
    Path program = unpack("-jvm.tar.gz").resolve("bin/llmisvc");
    Path plugins = Files.createDirectories(work.resolve("plugins"));
    Files.createSymbolicLink(plugins.resolve("kubectl-llmisvc"), program);
    // Then
    assertThat(Kubectl.run(plugins, "llmisvc").orThrow()).contains("Usage: kubectl llmisvc ");
    assertThat(Kubectl.run(plugins, "llmisvc", "version").orThrow())
        .isEqualTo("llmisvc " + version + "\n");
  }

  @Test
  void holdsManifestsThatKustomizeBuilds() {
    // When
    Path manifests = unpack("-manifests.tar.gz").resolve("kubernetes");
    // Then
    assertThat(manifests.resolve("kustomization.yaml")).exists();
    assertThat(manifests.resolve("base/operator.yaml"))
        .hasSameTextualContentAs(Path.of("kubernetes/base/operator.yaml"));
  }

  /** The chart shares files with the manifests by links, which a package cannot have. */
  @Test
  void packsAChartThatGivesWhatItsFolderGives() {
    Helm helm = Helm.in(work);
    assertThat(template(helm, release.resolve(named(".tgz")).toString()))
        .isEqualTo(template(helm, "helm/llmisvc"));
  }

  @Test
  void givesTheSameArchiveAgain() throws IOException {
    // When
    Path again = work.resolve("again");
    Command.run("scripts/release.sh", version, again.toString()).orThrow();
    // Then
    for (String file : List.of(named("-jvm.tar.gz"), named("-manifests.tar.gz"))) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(release.resolve(file));
    }
  }

  @Test
  void refusesAVersionThatWasNotBuilt() {
    Command.Result refused = Command.run("scripts/release.sh", "9.9.9", work.toString());
    assertThat(refused.status()).isNotZero();
    assertThat(refused.err()).contains(version + " was built, not 9.9.9");
  }

  private static String template(Helm helm, String chart) {
    return helm.run("template", "a", chart, "--include-crds").orThrow();
  }

  private static Path unpack(String kind) {
    Command.run("tar", "-xzf", release.resolve(named(kind)).toString(), "-C", work.toString())
        .orThrow();
    return work.resolve(named(kind).replace(".tar.gz", ""));
  }

  private static String named(String kind) {
    return "llmisvc-" + version + kind;
  }
}
