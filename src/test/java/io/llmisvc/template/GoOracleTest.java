package io.llmisvc.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.template.function.Functions;
import io.llmisvc.template.value.Arguments;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays what Go made of the same templates and values; src/test/go/template records it. */
class GoOracleTest {
  private static final Functions FUNCTIONS =
      Functions.predefined()
          .with("join", Function.ofTexts(String::concat))
          .with(
              "refuse",
              Function.of(
                  1,
                  (arguments, budget) -> {
                    throw new ValueException("refused " + Arguments.text(arguments.get(0)));
                  }));

  @TestFactory
  Stream<DynamicTest> agreesWithGo() throws IOException {
    JsonNode recorded = recorded();
    return StreamSupport.stream(recorded.get("cases").spliterator(), false)
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.get("data").asText() + ": " + example.get("template").asText(),
                    () -> replay(example, recorded.get("data"))));
  }

  private static void replay(JsonNode example, JsonNode data) throws TemplateException {
    Value root = RecordedValues.of(data.get(example.get("data").asText()));
    String text = example.get("template").asText();
    if (example.has("output")) {
      assertThat(Template.parse("case", text).execute(root, FUNCTIONS))
          .isEqualTo(example.get("output").asText());
      return;
    }
    assertThatThrownBy(() -> Template.parse("case", text).execute(root, FUNCTIONS))
        .as("Go says: %s", example.get("error").asText())
        .isInstanceOf(TemplateException.class);
  }

  private static JsonNode recorded() throws IOException {
    try (InputStream in = GoOracleTest.class.getResourceAsStream("/oracle/template/cases.json")) {
      return JsonMapper.builder().build().readTree(Objects.requireNonNull(in));
    }
  }
}
