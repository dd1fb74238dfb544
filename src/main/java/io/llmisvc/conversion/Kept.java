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
    Place.of(parsed).forEach(place -> kept.take(place, parsed));
    if (!kept.spec.isEmpty()) {
      kept.rest = saysNothing(parsed) ? null : parsed.toString();
    }
    return kept;
  }

  /**
   * What is kept for what a spec has in a place. An adapter is the same as long as it has its name,
   * if not by its place, then wherever it is now.
   */
  ObjectNode of(Place place, ObjectNode now) {
    JsonPointer from = place.isAdapter() ? adapter(place.at(), now) : place.at();
    return from != null && spec.at(from) instanceof ObjectNode kept
        ? kept
        : JsonNodeFactory.instance.objectNode();
  }

  void put(Place place, ObjectNode object, ObjectNode said) {
    if (said.isEmpty()) {
      return;
    }
    ObjectNode here = spec.withObject(place.at(), JsonNode.OverwriteMode.NULLS, true).setAll(said);
    if (place.isAdapter() && !name(object).isEmpty()) {
      here.put("name", name(object));
      adapters.putIfAbsent(name(object), place.at());
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

  private void take(Place place, ObjectNode parsed) {
    if (!(parsed.at(place.at()) instanceof ObjectNode here)) {
      return;
    }
    for (Wording wording : place.wordings()) {
      ObjectNode said = wording.of(here);
      if (wording.fits(said)) {
        put(place, here, said);
        here.remove(wording.members().keySet());
      }
    }
    if (place.isAdapter() && here.size() == 1) {
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
