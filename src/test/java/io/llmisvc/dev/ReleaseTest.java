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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that {@code scripts/release.sh} makes of what is built. */
@Tag("packaged")
class ReleaseTest {
  private static final String DIGEST = "sha256:" + "1".repeat(64);

  /** What is known once the images are pushed. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "SOURCE", "https://code.example/somebody/llmisvc",
          "IMAGE", "registry.example/llmisvc@" + DIGEST,
          "BUNDLE_IMAGE", "registry.example/llmisvc-bundle@" + DIGEST,
          "CREATED_AT", "2026-03-04T05:06:07Z",
          "REPLACES", "0.0.9");

  @TempDir private static Path work;
  private static Path release;
  private static String version;

  @BeforeAll
  static void makeOne() throws IOException {
    try (InputStream text = requireNonNull(ReleaseTest.class.getResourceAsStream("/version.txt"))) {
      version = new String(text.readAllBytes(), UTF_8).strip();
    }
    release = work.resolve("release");
    make(release, KNOWN);
  }

  private static String make(Path into, Map<String, String> known) {
    Command.Result made =
        Command.run(
            List.of("scripts/release.sh", version, into.toString()),
            environment -> environment.putAll(known));
    made.orThrow();
    return made.err();
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
              named("-bundle.tar.gz"),
              named("-catalog.tar.gz"),
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
    make(again, KNOWN);
    // Then
    for (String kind : List.of("-jvm", "-manifests", "-bundle", "-catalog")) {
      String file = named(kind + ".tar.gz");
      assertThat(again.resolve(file)).hasSameBinaryContentAs(release.resolve(file));
    }
  }

  @Test
  void leavesNoPlaceholderToOlm() throws IOException {
    for (String part : List.of("-bundle", "-catalog")) {
      // When
      String text = text(unpack(part + ".tar.gz"));
      // Then
      assertThat(text)
          .contains(
              KNOWN.get("IMAGE"), KNOWN.get("SOURCE"), "llmisvc.v0.0.9", "2026-03-04T05:06:07Z")
          .doesNotContain("sha256:000", "github.com/llmisvc", "ghcr.io/llmisvc", "2026-01-01T00");
    }
    assertThat(text(work.resolve(named("-catalog")))).contains(KNOWN.get("BUNDLE_IMAGE"));
  }

  @Test
  void leavesOutWhatItCannotName() throws IOException {
    // When
    Path unknown = work.resolve("unknown");
    String said = make(unknown, Map.of());
    // Then
    assertThat(said).contains("no SOURCE", "no IMAGE");
    try (Stream<Path> files = Files.list(unknown)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains(named("-jvm.tar.gz"))
          .doesNotContain(named("-krew.yaml"), named("-bundle.tar.gz"), named("-catalog.tar.gz"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IMAGE, registry.example/llmisvc:latest",
    "IMAGE, registry.example/llmisvc@sha256:abc",
    "BUNDLE_IMAGE, registry.example/llmisvc-bundle:1",
    "SOURCE, code.example",
  })
  void refusesToNameAnImageOrASourceThatIsNone(String variable, String value) {
    // Given
    Map<String, String> known = new HashMap<>(KNOWN);
    known.put(variable, value);
    // When
    Command.Result refused =
        Command.run(
            List.of("scripts/bundle.sh", version, work.resolve("refused").toString()),
            environment -> environment.putAll(known));
    // Then
    assertThat(refused.status()).isNotZero();
    assertThat(refused.err()).contains(variable + "=" + value + " must be ");
  }

  /** All that the files of a folder say. */
  private static String text(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
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
