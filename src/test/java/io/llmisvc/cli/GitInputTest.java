package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.cli.Terminal.Answer;
import io.llmisvc.testing.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests as a commit has them, by a real git. */
class GitInputTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: %s, namespace: demo}
      spec: {model: {uri: "pvc://models/llama"}, replicas: %d}
      """;

  @TempDir Path repository;

  @BeforeEach
  void commitOneService() throws IOException {
    git("init", "--quiet", "--initial-branch=main");
    write("deploy/llm.yaml", SERVICE.formatted("llm", 1));
    write("deploy/below/other.yaml", SERVICE.formatted("other", 1));
    write("README.md", "not a manifest");
    commit();
  }

  @Test
  void comparesADirectoryWithWhatItWas() throws IOException {
    // Given
    write("deploy/llm.yaml", SERVICE.formatted("llm", 3));
    // When
    Answer answer = run("impact", "--from", "ref:main", "--to", in("deploy"));
    // Then
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .startsWith("1 of 1 services changes; ")
        .contains("    spec.replicas: 1 → 3\n");
  }

  @Test
  void readsWhatIsBelow() {
    assertThat(run("impact", "-R", "--from", "ref:main", "--to", in("deploy")).out())
        .startsWith("0 of 2 services change; ");
  }

  @Test
  void comparesTwoCommits() throws IOException {
    // Given
    git("tag", "before");
    write("deploy/llm.yaml", SERVICE.formatted("llm", 3));
    commit();
    // When
    Answer answer = run("impact", "--from", "ref:before", "--to", "ref:HEAD:" + in("deploy"));
    // Then
    assertThat(answer.out()).contains("    spec.replicas: 1 → 3\n");
  }

  @Test
  void readsAFileThatIsGone() throws IOException {
    // Given
    Files.delete(repository.resolve("deploy/llm.yaml"));
    // When
    Answer answer = run("render", "-f", "ref:HEAD:" + in("deploy/llm.yaml"));
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.out()).contains("name: llm-kserve\n");
  }

  @Test
  void readsADirectoryThatIsGone() throws IOException {
    // Given
    git("rm", "--quiet", "-r", "deploy");
    // Then
    assertThat(run("validate", "-R", "-f", "ref:HEAD:" + in("deploy/")).exitCode()).isZero();
  }

  @Test
  void followsLinksWithinTheCommit() throws IOException {
    // Given
    Files.createSymbolicLink(repository.resolve("deploy/below/link.yaml"), Path.of("../llm.yaml"));
    Files.createSymbolicLink(repository.resolve("current"), Path.of("deploy/below"));
    Files.createSymbolicLink(repository.resolve("deploy/below/out.yaml"), Path.of("/etc/hosts"));
    commit();
    Files.delete(repository.resolve("current"));
    // When
    Answer answer = run("validate", "-f", "ref:main:" + in("current"), "-o", "json");
    Answer rendered = run("render", "-f", "ref:main:" + in("current"));
    // Then
    assertThat(answer.exitCode()).isZero();
    assertThat(rendered.out()).contains("name: llm-kserve\n", "name: other-kserve\n");
  }

  @Test
  void namesTheFileOfTheCommitThatIsWrong() throws IOException {
    // Given
    write("deploy/llm.yaml", "kind: [");
    commit();
    // Then
    assertThat(run("validate", "-f", "ref:main:" + in("deploy")).err())
        .startsWith("error: ref:main:" + in("deploy") + "/llm.yaml, document 1");
  }

  @Test
  void prefersAFileOfThatName() throws IOException {
    // Given
    Path file = Path.of("ref:main:here");
    Files.writeString(file, SERVICE.formatted("llm", 1));
    try {
      // Then
      assertThat(run("render", "-f", file.toString()).exitCode()).isZero();
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void takesNoOptionForACommit() {
    assertUnreadable("ref:--all:" + in("deploy"), "has no commit '--all'");
    assertUnreadable("ref:--output=x:" + in("deploy"), "has no commit '--output=x'");
  }

  @Test
  void namesWhatIsNotThere() {
    assertUnreadable("ref:nowhere:" + in("deploy"), "has no commit 'nowhere'; fetch it");
    assertUnreadable("ref:main:" + in("gone"), "has no file or directory");
    assertUnreadable("ref:main", "must be ref:REF:PATH");
    assertUnreadable("ref::" + in("deploy"), "must be ref:REF:PATH");
    assertUnreadable("ref:main:/", "git finds no repository around /: ");
  }

  @Test
  void needsAPathOfOneSide() {
    // When
    Answer answer = run("impact", "--from", "ref:main", "--to", "-");
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err())
        .isEqualTo(
            "error: ref:main: names no path, and nor does the other side; write ref:main:PATH\n");
  }

  private static void assertUnreadable(String argument, String message) {
    // When
    Answer answer = run("render", "-f", argument);
    // Then
    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.err()).startsWith("error: " + argument + ": ").contains(message);
  }

  private static Answer run(String... arguments) {
    return new Terminal().run(arguments);
  }

  private String in(String path) {
    return repository + "/" + path;
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit() {
    git("add", "--all");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "one");
  }

  private void git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    Command.run(
            command,
            environment ->
                environment.putAll(
                    Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1")))
        .orThrow();
  }
}
