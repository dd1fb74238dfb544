package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewVerdictTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ADMISSION  | {"allowed": true}                                   | allowed
          ADMISSION  | {"allowed": true, "warnings": ["a"]}                | warned
          ADMISSION  | {"allowed": true, "warnings": ["a"], "patch": "b"}  | patched
          ADMISSION  | {"allowed": false, "warnings": ["a"]}               | refused
          ADMISSION  | {}                                                  | refused
          CONVERSION | {"result": {"status": "Success"}}                   | converted
          CONVERSION | {"result": {"status": "Failed"}}                    | failed
          """)
  void isWhatTheApiServerMakesOfIt(ReviewKind kind, String response, String verdict)
      throws JsonProcessingException {
    assertThat(
            ReviewVerdict.of(
                kind, new JsonMapper().readTree("{\"response\": %s}".formatted(response))))
        .hasToString(verdict);
  }
}
