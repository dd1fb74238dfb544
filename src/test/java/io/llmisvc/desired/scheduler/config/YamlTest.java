package io.llmisvc.desired.scheduler.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", ":1", "1_", "1.", "1e1", "0x", "a", "2026-01-01"})
  void printsLongTextInNoTimeAndNoStack(String piece) {
    // Given
    String text = "1" + piece.repeat(200_000);
    ObjectNode tree = Yaml.object().put("text", text).put("end", text + "!");
    // When
    String printed = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Yaml.print(tree));
    // Then
    assertThat(printed).contains(text);
  }

  @Test
  void quotesWhatReadsLikeANumberHoweverLong() {
    // Given
    ObjectNode tree = Yaml.object().put("long", "1".repeat(300)).put("short", "1:30");
    tree.put("version", "1.2.3").put("date", "2026-01-01x").put("hash", "12ab" + "-z".repeat(200));
    // When
    String printed = Yaml.print(tree);
    // Then
    assertThat(printed)
        .contains("long: \"1", "short: \"1:30\"", "date: \"2026", "version: 1.2.3", "hash: 12ab-z");
  }
}
