package io.llmisvc.desired.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUriTest {

  @ParameterizedTest
  @CsvSource({
    "hf://meta-llama/Llama-3.1-8B:main, hf://meta-llama/Llama-3.1-8B:main",
    "S3://Bucket/Key, s3://Bucket/Key",
    "s3://b/a b/ü, s3://b/a%20b/%C3%BC",
    "s3://b/already%20encoded, s3://b/already%20encoded",
    "pvc://claim, pvc://claim",
  })
  void isPrintedAsAUrl(String text, String expected) {
    assertThat(ModelUri.parse(text)).hasToString("Optional[" + expected + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "meta-llama/x", "hf:/a", "://a", "hf://"})
  void isNotReadFromTextWithoutSchemeOrLocation(String text) {
    assertThat(ModelUri.parse(text)).isEmpty();
  }
}
