package io.llmisvc.desired.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3EnvironmentTest {

  @ParameterizedTest
  @CsvSource({
    // endpoint, configured use-https, S3_USE_HTTPS, S3_ENDPOINT, AWS_ENDPOINT_URL
    "https://x:9000, 0, 1, x:9000, https://x:9000",
    "HTTP://x, 1, 0, x, HTTP://x",
    "'  x:9000 ', '', '', x:9000, https://x:9000",
    "x, 0, 0, x, http://x",
    "x, 1, 1, x, https://x",
    "'', 1, '', '', ''",
  })
  void readsTheSchemeOfTheEndpoint(
      String endpoint, String configured, String useHttps, String host, String url) {
    // Given
    Map<String, String> config = Map.of("s3Endpoint", endpoint, "s3UseHttps", configured);

    // When
    Map<String, String> variables = variables(new S3Environment(Map.of(), Map.of(), config));

    // Then
    assertThat(variables.getOrDefault("S3_USE_HTTPS", "")).isEqualTo(useHttps);
    assertThat(variables.getOrDefault("S3_ENDPOINT", "")).isEqualTo(host);
    assertThat(variables.getOrDefault("AWS_ENDPOINT_URL", "")).isEqualTo(url);
  }

  @Test
  void prefersAnnotationsToDataToConfigAndLetsAnEmptyValueSwitchOff() {
    // Given
    Map<String, String> annotations =
        Map.of(
            "serving.kserve.io/s3-region", "from-annotation", "serving.kserve.io/s3-verifyssl", "");
    Map<String, String> data =
        Map.of("AWS_DEFAULT_REGION", "from-data", "S3_VERIFY_SSL", "1", "S3_USE_ACCELERATE", "1");
    Map<String, String> config =
        Map.of(
            "s3Region", "from-config", "s3UseAccelerate", "0", "s3UseAnonymousCredential", "true");

    // When
    Map<String, String> variables = variables(new S3Environment(annotations, data, config));

    // Then
    assertThat(variables)
        .containsExactly(
            Map.entry("awsAnonymousCredential", "true"),
            Map.entry("AWS_DEFAULT_REGION", "from-annotation"),
            Map.entry("S3_USE_ACCELERATE", "1"));
  }

  private static Map<String, String> variables(S3Environment environment) {
    Map<String, String> result = new LinkedHashMap<>();
    for (EnvVar variable : environment.variables()) {
      result.put(variable.getName(), variable.getValue());
    }
    return result;
  }
}
