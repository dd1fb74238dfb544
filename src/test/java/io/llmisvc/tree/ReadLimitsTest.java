package io.llmisvc.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.ReadLimits.Excess;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ReadLimitsTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      new JsonMapper(JsonFactory.builder().streamReadConstraints(ReadLimits.CONSTRAINTS).build());

  @Test
  void treeAtTheLimitsIsWithinThem() {
    ObjectNode tree = JSON.objectNode();
    tree.put("k".repeat(ReadLimits.KEY_LENGTH), BigInteger.TEN.pow(ReadLimits.NUMBER_LENGTH - 1));
    tree.set("list", nested(ReadLimits.DEPTH - 1));

    assertThat(ReadLimits.excess(tree)).isEmpty();
  }

  @Test
  void namesThePlaceThatNestsTooDeeply() {
    ObjectNode tree = JSON.objectNode().put("before", "x");
    tree.putObject("spec").set("deep", nested(ReadLimits.DEPTH));

    assertThat(ReadLimits.excess(tree))
        .hasValueSatisfying(
            excess -> {
              assertThat(excess.path()).startsWith("spec.deep[0][0]").hasSizeLessThan(220);
              assertThat(excess.message()).isEqualTo("nests deeper than 200 levels");
            });
  }

  @Test
  void doesNotRecurse() {
    assertThat(ReadLimits.excess(nested(5_000_000))).isPresent();
  }

  @Test
  void namesKeysAndNumbersThatAreTooLong() {
    ObjectNode key = JSON.objectNode();
    key.putObject("spec").put("k".repeat(50_000), 1);
    ObjectNode number = JSON.objectNode();
    number.putArray("list").add(1).add(BigInteger.TEN.pow(ReadLimits.NUMBER_LENGTH + 1));

    assertThat(ReadLimits.excess(key).map(Excess::message))
        .hasValue("is a key of more than 1024 characters");
    assertThat(ReadLimits.excess(number))
        .hasValue(new Excess("list[1]", "has more than 1000 digits"));
  }

  @Test
  void parsersOfJsonStopAtTheSameLimits() {
    String[] texts = {
      "[".repeat(ReadLimits.DEPTH + 1),
      "{\"" + "k".repeat(ReadLimits.KEY_LENGTH + 1) + "\": 1}",
      "[" + "1".repeat(ReadLimits.NUMBER_LENGTH + 1) + "]"
    };
    for (String text : texts) {
      assertThatThrownBy(() -> MAPPER.readTree(text))
          .isInstanceOf(StreamConstraintsException.class);
    }
  }

  private static JsonNode nested(int depth) {
    ArrayNode tree = JSON.arrayNode();
    for (int i = 1; i < depth; i++) {
      tree = JSON.arrayNode().add(tree);
    }
    return tree;
  }
}
