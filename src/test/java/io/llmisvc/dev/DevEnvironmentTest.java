package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Command;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code make run ONCE=1 MONITOR=1}, but for what it builds. */
@Tag("packaged")
class DevEnvironmentTest {
  @Test
  void bringsEachSampleToReadyWithAPrometheusBesideIt() {
    // When
    Command.Result run =
        Command.run(
            List.of("scripts/test-java.sh", DevEnvironment.class.getName(), "--once", "--monitor"),
            environment -> environment.put("JAVA_HOME", System.getProperty("java.home")));
    // Then
    assertThat(run.status()).as("%s%n%s", run.out(), run.err()).isZero();
    assertThat(run.out())
        .contains("prometheus: http://127.0.0.1:")
        .containsPattern("(\\d+) of \\1 services are Ready")
        .containsPattern("\\d+ ok, \\d+ warnings, 0 errors");
  }
}
