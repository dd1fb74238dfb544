package io.llmisvc.validation.structure;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import io.llmisvc.model.finding.SchemaViolation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The schemas of the CRDs, applied to specs. Loaded when first used; the parts of a schema that no
 * spec has asked for are never built. Thread-safe.
 */
public final class SpecStructure {
  /** Checked in, and compared with the generated CRDs by a test. */
  private static final String RESOURCE = "/structure.json";

  private SpecStructure() {}

  private static final class Loaded {
    static final Schema DOCUMENT = CrdDialect.REGISTRY.getSchema(document());
    static final Schema SERVICE = of("LLMInferenceService");
    static final Schema CONFIG = of("LLMInferenceServiceConfig");

    private static Schema of(String kind) {
      return DOCUMENT.getRefSchema(SchemaLocation.Fragment.of("#/" + kind));
    }
  }

  /** What a service must not say, before or after composition; one violation per value. */
  public static List<SchemaViolation> ofService(JsonNode spec) {
    return check(Loaded.SERVICE, spec);
  }

  /** As for a service; text that is bounded there may be a template here. */
  public static List<SchemaViolation> ofConfig(JsonNode spec) {
    return check(Loaded.CONFIG, spec);
  }

  private static List<SchemaViolation> check(Schema schema, JsonNode spec) {
    List<Error> errors = schema.validate(spec);
    if (errors.isEmpty()) {
      return List.of();
    }
    Map<JsonPointer, SchemaViolation> violations = new LinkedHashMap<>();
    errors.stream().map(Message::of).forEach(it -> violations.putIfAbsent(it.place(), it));
    return List.copyOf(violations.values());
  }

  private static JsonNode document() {
    try (InputStream in = SpecStructure.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(RESOURCE, e);
    }
  }
}
