package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.finding.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever a template does, it costs its own service a moment, and the others nothing. */
class HostileTemplatesTest {
  private static final long SEED = 20261126;
  private static final int SERVICES = 150;

  @Test
  void planInLittleTimeAndMemory() throws IOException, InterruptedException {
    // Given
    System.out.println("seed of hostile templates: " + SEED);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HostilePlans.class.getName(),
                Long.toString(SEED),
                Integer.toString(SERVICES))
            .redirectErrorStream(true)
            .start();
    // When
    String output = new String(process.getInputStream().readAllBytes());
    boolean ended = process.waitFor(10, TimeUnit.SECONDS);
    // Then
    assertThat(ended).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output.lines().filter(line -> line.startsWith("seed "))).hasSize(SERVICES);
  }

  @Test
  void findingNamesTheTemplateItsAuthorAndTheBudget() {
    // Given
    Inputs good = HostilePlans.good();
    ObjectNode service = good.service().deepCopy();
    service
        .withObjectProperty("spec")
        .withObjectProperty("template")
        .putArray("containers")
        .addObject()
        .put("name", "main")
        .putArray("env")
        .addObject()
        .put("name", "BOMB")
        .put("value", "{{$x := \"\\\\\"}}{{range 40}}{{$x = js $x}}{{end}}");
    // When
    List<Finding> errors =
        Planner.create()
            .plan(new Inputs(service, good.configs(), good.settings(), good.facts()))
            .findings()
            .stream()
            .filter(Finding::isError)
            .toList();
    // Then
    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().path())
        .isEqualTo("spec.template.containers[name=main].env[name=BOMB].value");
    assertThat(errors.getFirst().message())
        .startsWith("the template of the service fails at line 1, column")
        .contains("js $x", "4194304 bytes of text", "all templates of one service");
  }
}
