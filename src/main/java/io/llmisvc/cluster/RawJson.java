package io.llmisvc.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Part of an object as the API server sent it. Whatever it stored can be held so: nothing is bound,
 * nothing is refused, and no depth of nesting needs a deep stack.
 */
@JsonSerialize(using = RawJson.Writer.class)
@JsonDeserialize(using = RawJson.Reader.class)
public final class RawJson {
  /** Above what the API server itself reads: 10,000 levels, and field managers name each twice. */
  private static final int DEPTH = 50_000;

  /** Read whatever can be stored. */
  public static final StreamReadConstraints AS_STORED =
      StreamReadConstraints.builder()
          .maxNestingDepth(DEPTH)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .build();

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(AS_STORED)
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(DEPTH).build())
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  private final byte[] utf8;

  private RawJson(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** A value of our own, such as a status. */
  static RawJson of(Object value) {
    try {
      return new RawJson(JSON.writeValueAsBytes(value));
    } catch (IOException e) {
      throw new UncheckedIOException("a record of ours can be written", e);
    }
  }

  /** A new tree each time; whoever asked may keep it. */
  JsonNode tree() {
    return parse(utf8);
  }

  int length() {
    return utf8.length;
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree can be written", e);
    }
  }

  static JsonNode parse(byte[] utf8) {
    try {
      return JSON.readTree(utf8);
    } catch (IOException e) {
      throw new UncheckedIOException("what was read once can be read again", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawJson raw && Arrays.equals(utf8, raw.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Copies token by token. */
  static final class Reader extends JsonDeserializer<RawJson> {
    @Override
    public RawJson deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
        return (RawJson) parser.getEmbeddedObject();
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (JsonGenerator copy = JSON.createGenerator(bytes)) {
        copy.copyCurrentStructureExact(parser);
      }
      return new RawJson(bytes.toByteArray());
    }
  }

  /** Hands the bytes on; a copy of the object within memory shares them. */
  static final class Writer extends JsonSerializer<RawJson> {
    @Override
    public void serialize(RawJson raw, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (generator instanceof TokenBuffer) {
        generator.writeEmbeddedObject(raw);
      } else {
        generator.writeRawValue(raw.toString());
      }
    }
  }
}
