package io.llmisvc.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The one schema of this program, read on first use from the class path. */
public final class Schemas {
  private static final Schema SCHEMA =
      new SchemaReader(List.of(resource("kubernetes.json"), resource("llmisvc.json"))).read();

  private Schemas() {}

  public static Schema load() {
    return SCHEMA;
  }

  private static JsonNode resource(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream("/schema/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource schema/" + name);
      }
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
