package io.llmisvc.conversion;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an object keeps of the words of the other version: the part of a spec that they make up,
 * with nulls for adapters of which nothing is kept.
 */
final class Kept {
  private final ObjectNode spec = JsonNodeFactory.instance.objectNode();
  private final Map<String, JsonPointer> adapters = new HashMap<>();
  private @Nullable String rest;

  /** What a text keeps; what in it is not of the right shape is its {@link #rest}. */
  static Kept read(@Nullable String text) {
    Kept kept = new Kept();
    kept.rest = text;
    ObjectNode parsed = text == null ? null : KeptText.parse(text);
    if (parsed == null) {
      return kept;
    }
    SpecPart.of(parsed).forEach(part -> kept.take(part, parsed));
    if (!kept.spec.isEmpty()) {
      kept.rest = saysNothing(parsed) ? null : parsed.toString();
    }
    return kept;
  }

  /**
   * What is kept for a part of a spec. An adapter is the same as long as it has its name, in its
   * old place or, if another one is there now, wherever it is.
   */
  ObjectNode of(SpecPart part, ObjectNode now) {
    JsonPointer from = part.isAdapter() ? adapter(part.at(), now) : part.at();
    return from != null && spec.at(from) instanceof ObjectNode kept
        ? kept
        : JsonNodeFactory.instance.objectNode();
  }

  void put(SpecPart part, ObjectNode object, ObjectNode said) {
    if (said.isEmpty()) {
      return;
    }
    ObjectNode here = spec.withObject(part.at(), JsonNode.OverwriteMode.NULLS, true).setAll(said);
    if (part.isAdapter() && !name(object).isEmpty()) {
      here.put("name", name(object));
      adapters.putIfAbsent(name(object), part.at());
    }
  }

  /** What it keeps as text; absent when that is nothing. */
  @Nullable String text() {
    return spec.isEmpty() ? null : spec.toString();
  }

  /** What is left of the text that was read; absent when that is nothing. */
  @Nullable String rest() {
    return rest;
  }

  boolean keepsTheSameAs(Kept other) {
    return spec.equals(other.spec);
  }

  private @Nullable JsonPointer adapter(JsonPointer at, ObjectNode now) {
    if (isUnmoved(at, now)) {
      return at;
    }
    JsonPointer former = adapters.get(name(now.at(at)));
    return former == null || isUnmoved(former, now) ? null : former;
  }

  private boolean isUnmoved(JsonPointer adapter, ObjectNode now) {
    return name(spec.at(adapter)).equals(name(now.at(adapter)));
  }

  private void take(SpecPart part, ObjectNode parsed) {
    if (!(parsed.at(part.at()) instanceof ObjectNode here)) {
      return;
    }
    for (Wording wording : part.wordings()) {
      ObjectNode said = wording.of(here);
      if (wording.fits(said)) {
        put(part, here, said);
        here.remove(wording.members().keySet());
      }
    }
    if (part.isAdapter() && here.size() == 1) {
      here.remove("name");
    }
  }

  private static String name(JsonNode adapter) {
    return Objects.requireNonNullElse(adapter.path("name").textValue(), "");
  }

  private static boolean saysNothing(JsonNode node) {
    return node.isContainerNode() ? node.valueStream().allMatch(Kept::saysNothing) : node.isNull();
  }
}
