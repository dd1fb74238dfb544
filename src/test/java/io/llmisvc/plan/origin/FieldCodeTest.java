package io.llmisvc.plan.origin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Explanation.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCodeTest {
  private static final JsonNode BEFORE = TextNode.valueOf("before");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 20, 35, 97, 256})
  void eachFieldIsFoundByWhatChangesWithIt(int count) {
    // Given
    List<SpecField> fields = truths(count);
    FieldCode code = FieldCode.of(fields);
    for (int i = 0; i < count; i++) {
      // When
      Optional<Cause> cause = code.cause(BEFORE, changing(code, Set.of(fields.get(i))));
      // Then
      assertThat(cause).map(Cause::steps).contains(List.of("spec", "f" + i));
      assertThat(cause).map(Cause::isCopy).contains(false);
    }
  }

  @Test
  void aTruthThatComesOutAsTheFieldDoesIsACopyOfIt() {
    // Given
    FieldCode code = FieldCode.of(truths(8));
    List<JsonNode> now =
        code.parts().stream()
            .<JsonNode>map(part -> BooleanNode.valueOf(!part.contains(code.fields().get(5))))
            .toList();
    // When
    Optional<Cause> cause = code.cause(BooleanNode.TRUE, now);
    // Then
    assertThat(cause).map(Cause::steps).contains(List.of("spec", "f5"));
    assertThat(cause).map(Cause::isCopy).contains(true);
  }

  @Test
  void whatRestsOnSeveralFieldsRestsOnNoneAlone() {
    // Given
    List<SpecField> fields = truths(20);
    FieldCode code = FieldCode.of(fields);
    for (int i = 0; i < 20; i++) {
      for (int j = i + 1; j < 20; j++) {
        // When
        List<JsonNode> now = changing(code, Set.of(fields.get(i), fields.get(j)));
        // Then
        assertThat(code.cause(BEFORE, now)).isEmpty();
      }
    }
  }

  @Test
  void whatNeverChangesRestsOnNone() {
    // Given
    FieldCode code = FieldCode.of(truths(20));
    // When
    Optional<Cause> cause = code.cause(BEFORE, changing(code, Set.of()));
    // Then
    assertThat(cause).isEmpty();
  }

  @Test
  void aHundredFieldsTakeNineTrials() {
    // When
    FieldCode code = FieldCode.of(truths(100));
    // Then
    assertThat(code.parts()).hasSize(9);
  }

  /** What something is in each trial that rests on some fields. */
  private static List<JsonNode> changing(FieldCode code, Set<SpecField> causes) {
    return code.parts().stream()
        .<JsonNode>map(
            part -> part.stream().anyMatch(causes::contains) ? TextNode.valueOf("now") : BEFORE)
        .toList();
  }

  private static List<SpecField> truths(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new SpecField(
                    new Entry(
                        "spec.f" + i,
                        List.of("spec", "f" + i),
                        BooleanNode.TRUE,
                        new Source(Layer.SERVICE, "default", "s"),
                        List.of()),
                    JsonPointer.compile("/f" + i),
                    i + 1,
                    BooleanNode.FALSE))
        .toList();
  }
}
