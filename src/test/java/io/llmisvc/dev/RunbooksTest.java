package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the runbooks, by a real kubectl where everything is installed and nothing runs:
 * what they ask for is not there, but can be asked for.
 */
class RunbooksTest {
  private static final Path KUBERNETES = Path.of("kubernetes");
  private static final Map<String, String> WORDS =
      Map.of(
          "NAMESPACE", "default",
          "NAME", "llm",
          "POD", "llmisvc-0",
          "POOL", "llm-inference-pool",
          "KIND", "deployment",
          "CHILD", "llm-kserve",
          "RESOURCE", "deployments");

  /** What asks the operator itself, or reads files of whoever looks for the cause. */
  private static final Pattern ELSEWHERE = Pattern.compile("curl .*|llmisvc .*");

  private static ControlPlane controlPlane;
  private static Shell shell;

  @BeforeAll
  static void install() {
    controlPlane = ControlPlane.start();
    Crds.install(controlPlane.admin(), Crds.ofOtherProjects());
    Crds.install(controlPlane.admin(), KUBERNETES.resolve("base/crds"));
    Stream.of("namespace", "rbac", "operator-config", "presets")
        .flatMap(
            file -> AppliedManifests.read(KUBERNETES.resolve("base/" + file + ".yaml")).stream())
        .forEach(object -> AppliedManifests.apply(controlPlane.admin(), object));
    shell = Shell.of(controlPlane);
  }

  @AfterAll
  static void close() {
    controlPlane.close();
  }

  static List<Runbook> all() {
    return Runbook.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void askWhatCanBeAsked(Runbook runbook) {
    for (String command : runbook.commands()) {
      if (!ELSEWHERE.matcher(command).matches()) {
        String filled = Runbook.filledIn(command, WORDS);
        // When
        Command.Result answer = shell.run(filled);
        // Then
        if (answer.status() != 0 && !answer.err().isEmpty()) {
          assertThat(answer.err()).as(filled).containsIgnoringCase("(NotFound)");
        }
        assertThat(answer.err())
            .as(filled)
            .doesNotContain("jq: error", "resource type", "unknown", "error parsing", "invalid");
        if (filled.contains("auth can-i")) {
          assertThat(answer.out()).as(filled).isEqualTo("yes\n");
        }
      }
    }
  }
}
