package io.llmisvc.desired.scheduler.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.desired.release.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginTypesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.7.1  | token-producer                | it is there from 0.9 on
          0.5.1  | disagg-profile-handler        | it is there from 0.7 on
          0.9.2  | endpoint-attribute-filter     | it is there from 0.10 on
          0.9.2  | predicted-latency-scorer      | it is gone as of 0.9, use latency-scorer
          0.10.0 | model-server-protocol-metrics | it is gone as of 0.8, use core-metrics-extractor
          0.10.0 | queue-score                   | did you mean queue-scorer?
          0.10.0 | kv_cache_utilization_scorer   | did you mean kv-cache-utilization-scorer?
          0.4.0  | toke-producer                 | only an image of your own may have it
          0.10.0 | mine                          | only an image of your own may have it
          """)
  void aVersionLacks(String version, String type, String advice) {
    assertThat(PluginTypes.problem(type, version(version)))
        .hasValue("picker %s has no plugin %s; %s".formatted(version, type, advice));
  }

  @ParameterizedTest
  @CsvSource({
    "0.4.0, pd-profile-handler",
    "0.6.0, disagg-profile-handler",
    "0.6.0, prefix-based-pd-decider",
    "0.7.0, model-server-protocol-metrics",
    "0.8.0, predicted-latency-scorer",
    "0.8.0, token-producer",
    "0.8.0, core-metrics-extractor",
    "0.9.0-rc.1, token-producer",
    "0.9.2, tokenizer",
    "0.10.0, precise-prefix-cache-scorer",
    "0.10.0, endpoint-attribute-filter",
    "0.10.0, multicluster-queue-scorer",
    "0.10.7, metrics-data-source"
  })
  void aVersionHasWhatItOrOneBesideItWasSeenWith(String version, String type) {
    assertThat(PluginTypes.problem(type, version(version))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0", "0.3.2", "0.11.0-rc.1", "0.11.0", "1.0.0"})
  void nothingIsSaidOfVersionsThatNobodyLookedAt(String version) {
    assertThat(PluginTypes.problem("mine", version(version))).isEmpty();
  }

  @Test
  void aLongTypeIsCut() {
    assertThat(PluginTypes.problem("a".repeat(100_000), version("0.10.0")).orElseThrow())
        .hasSizeLessThan(200)
        .contains("aaa…; only");
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }
}
