package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Logger;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class VerbosityTest {
  private final Logger one = Logger.getLogger("io.llmisvc.test.one");
  private final Logger other = Logger.getLogger("io.llmisvc.test.other");
  private final Verbosity verbosity = new Verbosity();

  @Test
  void setsLevelsAndTakesThemBack() {
    // Given
    other.setLevel(Level.WARN);
    // When
    said("{\"io.llmisvc.test.one\": \"debug\", \"io.llmisvc.test.other\": \"error\"}");
    // Then
    assertThat(one.getLevel()).isEqualTo(Level.DEBUG);
    assertThat(other.getLevel()).isEqualTo(Level.ERROR);
    // When
    said("{\"io.llmisvc.test.other\": \"info\"}");
    // Then
    assertThat(one.getLevel()).isNull();
    assertThat(other.getLevel()).isEqualTo(Level.INFO);
    // When
    verbosity.update(Map.of());
    // Then
    assertThat(other.getLevel()).isEqualTo(Level.WARN);
  }

  private void said(String logging) {
    verbosity.update(Map.of("logging", logging));
  }
}
