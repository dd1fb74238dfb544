package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Command;
import io.llmisvc.testing.Shell;
import io.llmisvc.testing.Walkthrough;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tutorial, word by word, beside the operator. */
class TutorialTest {
  private static final OperatorWorld WORLD = OperatorWorld.shared();

  @Test
  void printsWhatItSays() {
    // Given
    Shell shell = Shell.of(WORLD.controlPlane());
    Walkthrough tutorial = Walkthrough.of(Path.of("docs/tutorial.md"));
    assertThat(tutorial.steps()).hasSizeGreaterThan(8);
    for (Walkthrough.Step step : tutorial.steps()) {
      // When
      Command.Result result = shell.run(step.commands());
      // Then
      assertThat(result.status()).as(step.commands() + "\n" + result.err()).isZero();
      if (!step.output().isEmpty()) {
        assertThat(result.out())
            .as(step.commands() + "\nis to print:\n" + step.output())
            .matches(step::isMetBy);
      }
    }
  }
}
