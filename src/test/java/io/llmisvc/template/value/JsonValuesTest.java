package io.llmisvc.template.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.llmisvc.schema.AnyType;
import io.llmisvc.schema.Schemas;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
  @Test
  void seesAbsenceAsNilOnlyBehindAPointer() {
    // When
    Value.Struct spec = service("{\"spec\":{\"parallelism\":{}}}", "Spec");
    Value.Struct parallelism = (Value.Struct) field(spec, "Parallelism").followed();

    // Then
    assertThat(field(spec, "Prefill").isNothing()).isTrue();
    assertThat(field(spec, "Parallelism").isTrue()).isTrue();
    assertThat(field(parallelism, "Tensor").isNothing()).isTrue();
    assertThat(field(parallelism, "Expert")).isEqualTo(Value.of(false));
    assertThat(field(spec, "BaseRefs").isNothing()).isTrue();
  }

  @Test
  void tellsAZeroBehindAPointerFromAbsence() {
    // When
    Value replicas = field(service("{\"spec\":{\"replicas\":0}}", "Spec"), "Replicas");

    // Then
    assertThat(replicas.isTrue()).isTrue();
    assertThat(replicas.followed()).isEqualTo(new Value.Int(0, "int32"));
    assertThat(replicas.typeName()).isEqualTo("*int32");
  }

  @Test
  void promotesTheFieldsOfEmbeddedStructs() {
    // Given
    Value.Struct service = service("{\"metadata\":{\"name\":\"n\",\"labels\":{\"a\":\"b\"}}}");

    // When
    Value.Dictionary labels = (Value.Dictionary) field(service, "Labels");

    // Then
    assertThat(field(service, "Name")).isEqualTo(Value.of("n"));
    assertThat(field((Value.Struct) field(service, "ObjectMeta"), "Name")).isEqualTo(Value.of("n"));
    assertThat(labels.get("a")).isEqualTo(Value.of("b"));
    assertThat(labels.get("b")).isNull();
    assertThat(labels.zero()).isEqualTo(Value.of(""));
  }

  @Test
  void knowsNoFieldByItsJsonName() {
    assertThat(service("{\"spec\":{}}").field("spec")).isNull();
  }

  @Test
  void seesUntypedDocumentsAsTheyAre() {
    // Given
    JsonNode json = json("{\"b\":[1,2.5,\"x\",true,null],\"a\":{}}");

    // When
    Value.Dictionary value = (Value.Dictionary) JsonValues.of(json, AnyType.ANY);
    Value.Sequence list = (Value.Sequence) Objects.requireNonNull(value.get("b"));

    // Then
    assertThat(value.sortedKeys()).containsExactly("a", "b");
    assertThat(list.get(0)).isEqualTo(new Value.Int(1, "int64"));
    assertThat(list.get(1)).isEqualTo(new Value.Real(2.5));
    assertThat(list.get(4)).isEqualTo(Value.Nil.NIL);
  }

  @Test
  void seesJsonOfAnotherKindAsWhatItIs() {
    // When
    Value.Struct spec =
        service("{\"spec\":{\"replicas\":\"{{ .Name }}\",\"labels\":\"x\"}}", "Spec");

    // Then
    assertThat(field(spec, "Replicas").followed()).isEqualTo(Value.of("{{ .Name }}"));
    assertThat(field(spec, "Labels")).isEqualTo(Value.of("x"));
  }

  private static Value.Struct service(String json, String field) {
    return (Value.Struct) field(service(json), field);
  }

  private static Value.Struct service(String json) {
    return JsonValues.struct(json(json), Schemas.load().type("LLMInferenceService"));
  }

  private static Value field(Value.Struct struct, String name) {
    return Objects.requireNonNull(struct.field(name), name);
  }

  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
