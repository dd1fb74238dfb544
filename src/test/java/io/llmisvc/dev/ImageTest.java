package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmisvc.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tarball of {@code make image}, unpacked and started as a container would be. */
@Tag("packaged")
class ImageTest {
  private static final Path TARBALL = Path.of("target/jib-image.tar").toAbsolutePath();

  /** A container has its own view of processes, and no file system but its own. */
  private static final String START =
      """
      mount --rbind /proc "$1/proc"
      cd /
      root=$1
      shift
      exec chroot --userspec=1000:1000 "$root" "$@"
      """;

  @TempDir private static Path work;
  private static Path root;
  private static JsonNode manifest;
  private static JsonNode config;
  private static List<Path> layers;

  @BeforeAll
  static void unpack() throws IOException {
    Path image = Files.createDirectory(work.resolve("image"));
    root = Files.createDirectory(work.resolve("root"));
    Command.run("tar", "-xf", TARBALL.toString(), "-C", image.toString()).orThrow();
    ObjectMapper json = new ObjectMapper();
    manifest = json.readTree(image.resolve("manifest.json").toFile()).path(0);
    config = json.readTree(image.resolve(manifest.path("Config").asText()).toFile());
    layers = new ArrayList<>();
    manifest.path("Layers").forEach(name -> layers.add(image.resolve(name.asText())));
    for (Path layer : layers) {
      Command.run("tar", "-xzpf", layer.toString(), "-C", root.toString()).orThrow();
    }
    Files.createDirectory(root.resolve("proc"));
  }

  @Test
  void isStartedAsTheOperatorWithoutRoot() {
    JsonNode container = config.path("config");
    assertThat(container.path("User").asText()).isEqualTo("1000:1000");
    assertThat(texts(container.path("Entrypoint")))
        .containsExactly(
            "/opt/java/openjdk/bin/java",
            "@/opt/llmisvc/options",
            "-jar",
            "/opt/llmisvc/quarkus-run.jar");
    assertThat(texts(container.path("Cmd"))).containsExactly("operator");
    assertThat(container.path("ExposedPorts").fieldNames())
        .toIterable()
        .containsExactly("8081/tcp");
  }

  /** What changes seldom comes first: a new version of the program is one layer. */
  @Test
  void hasTheLibrariesTheRuntimeAndTheProgramAsLayers() {
    assertThat(layers.stream().map(ImageTest::topOf))
        .satisfiesExactly(
            libraries -> assertThat(libraries).contains("lib64").doesNotContain("opt"),
            runtime -> assertThat(runtime).containsExactly("opt/java"),
            program -> assertThat(program).containsExactly("opt/llmisvc", "tmp", "usr/share"));
  }

  @Test
  void saysWhatItIs() {
    JsonNode labels = config.path("config").path("Labels");
    assertThat(labels.fieldNames())
        .toIterable()
        .extracting(name -> name.replace("org.opencontainers.image.", ""))
        .containsExactlyInAnyOrder(
            "title", "description", "version", "revision", "source", "licenses");
    String version = version().replace("llmisvc ", "");
    assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo(version);
    assertThat(texts(manifest.path("RepoTags"))).containsExactly("llmisvc:" + version);
  }

  @Test
  void givesNobodyAFileToWriteButInTmp() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(file -> !file.startsWith(root.resolve("proc"))))
          .filteredOn(file -> !Files.isSymbolicLink(file))
          .filteredOn(ImageTest::isWritableByOthers)
          .containsExactly(root.resolve("tmp"));
    }
    assertThat(Files.exists(root.resolve("bin/sh"))).isFalse();
  }

  @Test
  void startsWithItsCacheOfClasses() {
    String loaded =
        start("-Xlog:class+load:stdout", "-jar", "/opt/llmisvc/quarkus-run.jar", "version");
    assertThat(loaded.lines().filter(line -> line.contains(" io.llmisvc.Main ")))
        .singleElement()
        .asString()
        .contains("source: shared objects file");
  }

  @Test
  void rendersAsTheProgramThatItWasBuiltFrom() throws IOException {
    Path sample = Path.of("samples/20-complete.yaml");
    Files.copy(sample, root.resolve("sample.yaml"));
    String rendered = start("-jar", "/opt/llmisvc/quarkus-run.jar", "render", "-f", "/sample.yaml");
    assertThat(rendered)
        .isEqualTo(Command.run("bin/llmisvc", "render", "-f", sample.toString()).orThrow());
  }

  /** Every library that the program was built with, by the names of its jars. */
  @Test
  void holdsAListOfAllItsLibraries() throws IOException {
    Set<String> listed = new TreeSet<>();
    new ObjectMapper()
        .readTree(root.resolve("usr/share/doc/llmisvc/bom.json").toFile())
        .path("components")
        .forEach(
            component ->
                listed.add(
                    "%s.%s-%s.jar"
                        .formatted(
                            component.path("group").asText(),
                            component.path("name").asText(),
                            component.path("version").asText())));
    try (Stream<Path> files = Files.walk(root.resolve("opt/llmisvc/lib"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .isSubsetOf(listed);
    }
    assertThat(root.resolve("usr/share/doc/llmisvc/LICENSE")).exists();
  }

  private static String version() {
    return start("-jar", "/opt/llmisvc/quarkus-run.jar", "version").strip();
  }

  private static String start(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("unshare", "--mount", "sh", "-ec", START, "start", root.toString()));
    command.addAll(List.of("/opt/java/openjdk/bin/java", "@/opt/llmisvc/options"));
    command.addAll(List.of(arguments));
    return Command.run(command.toArray(String[]::new)).orThrow();
  }

  /** The folders in which a layer has something, two levels of them. */
  private static Set<String> topOf(Path layer) {
    Set<String> top = new TreeSet<>();
    Command.run("tar", "-tzf", layer.toString())
        .orThrow()
        .lines()
        .filter(name -> !name.endsWith("/") || name.equals("tmp/"))
        .forEach(name -> top.add(name.replaceAll("^(opt/[^/]+|usr/share|[^/]+)/.*", "$1")));
    return top.stream()
        .map(name -> name.replaceAll("/$", ""))
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static boolean isWritableByOthers(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream()
          .anyMatch(permission -> permission.name().equals("OTHERS_WRITE"));
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
