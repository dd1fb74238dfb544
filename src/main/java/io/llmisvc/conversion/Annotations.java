package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The annotations of an object while it is converted. */
final class Annotations {
  /** Bytes of keys and values together: an API server takes no more. */
  static final int MOST_BYTES = 256 << 10;

  private static final JsonPointer METADATA = JsonPointer.compile("/metadata");
  private static final String NAME = "annotations";

  private final ObjectNode stored;
  private final ObjectNode now;

  private Annotations(ObjectNode stored) {
    this.stored = stored;
    this.now = Branches.copy(stored);
  }

  /** Empty when something else stands in their place. */
  static Optional<Annotations> of(ObjectNode object) {
    if (!(object.at(METADATA) instanceof ObjectNode metadata)) {
      return Optional.empty();
    }
    return switch (metadata.get(NAME)) {
      case null -> Optional.of(new Annotations(JsonNodeFactory.instance.objectNode()));
      case ObjectNode stored -> Optional.of(new Annotations(stored));
      case JsonNode other -> Optional.empty();
    };
  }

  /** Absent also when the value is not text. */
  @Nullable String get(String key) {
    return now.path(key).textValue();
  }

  /** Sets a text, or removes one. */
  void set(String key, @Nullable String value) {
    if (value != null) {
      now.put(key, value);
    } else if (get(key) != null) {
      now.remove(key);
    }
  }

  /** True when an API server would no longer take them. */
  boolean haveOutgrown() {
    int bytes = bytes(now);
    return bytes > MOST_BYTES && bytes > bytes(stored);
  }

  /** An empty map is written as an absent one, as an API server does. */
  void write(ObjectNode object) {
    if (now.equals(stored)) {
      return;
    }
    ObjectNode metadata = Objects.requireNonNull(Branches.own(object, METADATA));
    if (now.isEmpty()) {
      metadata.remove(NAME);
    } else {
      metadata.set(NAME, now);
    }
  }

  private static int bytes(ObjectNode annotations) {
    return annotations.properties().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + bytes(entry.getValue().asText()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
