package io.llmisvc.model.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.model.naming.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveMatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0}: {1} stands in {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          DEPLOYMENT | {"a":1}                          | {"a":1,"b":2}                             | true
          DEPLOYMENT | {"a":1}                          | {"a":2}                                   | false
          DEPLOYMENT | {"cpu":"1000m"}                  | {"cpu":"1"}                               | true
          DEPLOYMENT | {"cpu":1}                        | {"cpu":"1"}                               | true
          DEPLOYMENT | {"memory":1073741824}            | {"memory":"1Gi"}                          | true
          DEPLOYMENT | {"memory":"1Gi"}                 | {"memory":"2Gi"}                          | false
          DEPLOYMENT | {"image":"a:1"}                  | {"image":"a:2"}                           | false
          DEPLOYMENT | {"value":""}                     | {}                                        | true
          DEPLOYMENT | {"env":[{"name":"A","value":""}]}| {"env":[{"name":"A"}]}                    | true
          DEPLOYMENT | {"emptyDir":{}}                  | {"emptyDir":{}}                           | true
          DEPLOYMENT | {"c":[{"name":"a"}]}             | {"c":[{"name":"sidecar"},{"name":"a"}]}   | true
          HTTP_ROUTE | {"c":[{"name":"a"}]}             | {"c":[{"name":"b"},{"name":"a"}]}         | false
          DEPLOYMENT | {"args":["a","b"]}               | {"args":["a","b","c"]}                    | false
          DEPLOYMENT | {"replicas":0}                   | {"replicas":1}                            | false
          DEPLOYMENT | {"c":[{"name":"a"}]}             | {"c":[]}                                  | false
          DEPLOYMENT | {"port":"http"}                  | {"port":8000}                             | false
          """)
  void tellsDriftFromDefaults(Kind kind, String desired, String live, boolean stands)
      throws Exception {
    JsonNode wanted = JSON.readTree(desired);
    JsonNode found = JSON.readTree(live);
    assertThat(LiveMatch.stands(kind, wanted, found)).isEqualTo(stands);
    assertThat(PlannedPart.of(kind, wanted, found, MissingNode.getInstance()).equals(wanted))
        .isEqualTo(stands);
  }
}
