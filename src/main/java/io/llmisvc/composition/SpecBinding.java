package io.llmisvc.composition;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.composition.layer.Findings;
import io.llmisvc.model.finding.SchemaViolation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the finished tree into records, once. */
final class SpecBinding {
  private static final Module READERS =
      new SimpleModule() {
        @Override
        public void setupModule(SetupContext context) {
          context.addDeserializers(new LazyBeans());
        }
      };

  /** A null list says nothing: it is as empty as an absent one. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP)))
          .addModule(READERS)
          .build();

  private SpecBinding() {}

  static Optional<LLMInferenceServiceSpec> bind(ObjectNode spec, Findings findings) {
    try {
      return Optional.of(MAPPER.treeToValue(spec, LLMInferenceServiceSpec.class));
    } catch (JsonMappingException e) {
      findings.error(SchemaViolation.REASON, path(e), message(e));
    } catch (JsonProcessingException e) {
      findings.error(SchemaViolation.REASON, "spec", "cannot be read: " + firstLine(e));
    }
    return Optional.empty();
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
        .collect(Collectors.joining("", "spec", ""));
  }

  private static String message(JsonMappingException e) {
    return switch (e) {
      case InvalidFormatException wrong ->
          "%s is not %s; correct the value".formatted(wrong.getValue(), wanted(wrong));
      case MismatchedInputException wrong -> "is not " + wanted(wrong) + "; correct the value";
      default -> "cannot be read: " + firstLine(e);
    };
  }

  private static String wanted(MismatchedInputException e) {
    Class<?> type = e.getTargetType() == null ? Object.class : e.getTargetType();
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "a whole number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return type == String.class ? "a text" : "an object of type " + type.getSimpleName();
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }
}
