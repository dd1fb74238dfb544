package io.llmisvc.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.config.LogLevels.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelsTest {
  @Test
  void saysNothingByDefault() {
    LogLevels levels = LogLevels.read(Map.of());
    assertThat(levels.levels()).isEmpty();
    assertThat(levels.problems()).isEmpty();
  }

  @Test
  void readsWhatItCan() {
    // When
    LogLevels levels =
        LogLevels.read(
            Map.of("logging", "{\"io.llmisvc\": \"Debug\", \"io.x\": \"trace\", \"io.y\": 3}"));
    // Then
    assertThat(levels.levels()).isEqualTo(Map.of("io.llmisvc", LogLevel.DEBUG));
    assertThat(levels.problems())
        .containsExactly(
            "key logging: io.x is \"trace\" but must be error, warn, info or debug",
            "key logging: io.y is \"3\" but must be error, warn, info or debug");
  }

  @ParameterizedTest
  @CsvSource({"[]", "debug", "'{'", "''"})
  void wantsAnObject(String text) {
    assertThat(LogLevels.read(Map.of("logging", text)).problems())
        .containsExactly("key logging: must be a JSON object of categories and levels");
  }
}
