package io.llmisvc.fitness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about the doctor is made from the code; {@code -Dgolden.update} writes it. */
class DoctorGoldenTest {
  private static final Path PAGE = Path.of("docs/doctor.md");
  private static final String INTRODUCTION =
      """
      # Is this cluster fit

      `llmisvc doctor` looks at all that the operator and its services need and says a line for each: `ok`, `warning` (some services will not work, or
      not for long) or `error` (the operator, or what all services need, does not work), and after a semicolon what to do.

      ```console
      $ llmisvc doctor --all-namespaces
      …
      ok       webhooks     none is installed: what is wrong with a service is said in its status
      warning  presets      kserve-v0-1-0-config-llm-template was changed at spec.template.containers[main].image; put the change into a config of your own …
      ok       operator     Deployment kserve/llmisvc-controller-manager has 1 of 1 pods available
      error    settings     ConfigMap kserve/inferenceservice-config: …; correct it; until then nothing is reconciled
      …
      ```

      It reads the cluster of the kubeconfig, as `--kubeconfig`, `--context`, `--namespace` and `--all-namespaces` choose it, and writes nothing. Devices, claims
      and fights are those of the services in the namespace; all else is the cluster's. What the user may not read is a warning that names the right, and the rest is
      looked at all the same. No Secret is read. `-o yaml|json` gives level, check, reason, message and way out of each line to tools.

      Exit codes: 0; 1 when a line is an error; 2 when the cluster cannot be reached. This page is made from the code.

      """;

  @Test
  void thePageIsWhatTheCodeSays() throws IOException {
    String page =
        INTRODUCTION
            + Arrays.stream(Check.values())
                .map(DoctorGoldenTest::section)
                .collect(Collectors.joining("\n"));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static String section(Check check) {
    return "## "
        + check.word()
        + "\n\n"
        + check.meaning()
        + "\n\n| level | reason | says | way out |\n|---|---|---|---|\n"
        + Arrays.stream(Outcome.values())
            .filter(outcome -> outcome.check() == check)
            .map(DoctorGoldenTest::row)
            .collect(Collectors.joining());
  }

  private static String row(Outcome outcome) {
    return "| %s | `%s` | %s | %s |\n"
        .formatted(
            outcome.level().word(), outcome.reason(), cell(outcome.text()), cell(outcome.wayOut()));
  }

  /** Blanks in italics; a bar would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("<([a-z ]+)>", "*$1*");
  }
}
