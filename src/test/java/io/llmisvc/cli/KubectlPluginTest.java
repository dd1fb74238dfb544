package io.llmisvc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Command;
import io.llmisvc.testing.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real kubectl that finds the program on its PATH. */
class KubectlPluginTest {
  @TempDir Path folder;

  /** As the launcher starts a JVM. */
  @BeforeEach
  void putThePluginOnThePath() throws IOException {
    Path plugin = folder.resolve("kubectl-llmisvc");
    Files.writeString(
        plugin,
        """
        #!/bin/sh
        exec '%s/bin/java' -cp '%s' "-Dllmisvc.program=$0" io.llmisvc.Main "$@"
        """
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void answersByItsVerbs() throws IOException {
    // Given
    String sample = "samples/20-complete.yaml";
    // When
    Command.Result rendered = kubectl("llmisvc", "render", "-f", sample);
    // Then
    assertThat(rendered.orThrow()).isEqualTo(new Terminal().run("render", "-f", sample).out());
  }

  @Test
  void namesItselfAsItIsTyped() {
    // When
    Command.Result help = kubectl("llmisvc", "impact", "--help");
    Command.Result misuse = kubectl("llmisvc", "rendr");
    // Then
    assertThat(help.orThrow())
        .contains("Usage: kubectl llmisvc impact ", "  kubectl llmisvc impact --from main/")
        .contains("kubectl get llmisvc,", "| kubectl llmisvc impact")
        .doesNotContain("kubectl get kubectl");
    assertThat(misuse.status()).isEqualTo(2);
    assertThat(misuse.err()).contains("Did you mean: kubectl llmisvc render", "--help'.");
  }

  /** Nobody who types it means to run the operator. */
  @Test
  void showsItsVerbsWhenNoneIsGiven() {
    assertThat(kubectl("llmisvc").orThrow()).contains("Usage: kubectl llmisvc ", "  render ");
  }

  @Test
  void isListedByKubectl() {
    assertThat(kubectl("plugin", "list").out()).contains(folder + "/kubectl-llmisvc");
  }

  @Test
  void knowsWhatItWasCalledAs() throws IOException {
    Path binary = commandLine("/usr/bin/llmisvc", "render");
    Path plugin = commandLine("/home/me/.krew/bin/kubectl-llmisvc", "render");
    Path argument = commandLine("llmisvc", "kubectl-llmisvc");
    assertThat(Invocation.of("", binary)).isEqualTo(Invocation.DIRECT);
    assertThat(Invocation.of("", argument)).isEqualTo(Invocation.DIRECT);
    assertThat(Invocation.of("", plugin).name()).isEqualTo("kubectl llmisvc");
    assertThat(Invocation.of("bin/llmisvc", plugin)).isEqualTo(Invocation.DIRECT);
    assertThat(Invocation.of("kubectl-llmisvc", binary).isPlugin()).isTrue();
  }

  private Path commandLine(String... arguments) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "cmdline", ""), String.join("\0", arguments) + "\0");
  }

  private Command.Result kubectl(String... arguments) {
    return Kubectl.run(folder, arguments);
  }
}
