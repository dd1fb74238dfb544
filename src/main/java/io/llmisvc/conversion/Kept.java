package io.llmisvc.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an object keeps of the words of the other version: the part of a spec that they make up, with
 * nulls for adapters of which nothing is kept.
 */
final class Kept {
  private final ObjectNode spec = JsonNodeFactory.instance.objectNode();
  private final Map<String, ObjectNode> adapters = new HashMap<>();
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
    if (saysNothing(parsed)) {
      kept.rest = null;
    } else if (!kept.spec.isEmpty()) {
      kept.rest = parsed.toString();
    }
    return kept;
  }

  /** What is kept for the object of a place. An adapter is the same while it has its name. */
  ObjectNode of(Place place, ObjectNode object) {
    JsonNode here = spec.at(place.at());
    if (place.isAdapter() && !name(here).equals(name(object))) {
      here = adapters.getOrDefault(name(object), JsonNodeFactory.instance.objectNode());
    }
    return here instanceof ObjectNode kept ? kept : JsonNodeFactory.instance.objectNode();
  }

  void put(Place place, ObjectNode object, ObjectNode said) {
    if (said.isEmpty()) {
      return;
    }
    ObjectNode here = spec.withObject(place.at(), JsonNode.OverwriteMode.NULLS, true).setAll(said);
    if (place.isAdapter() && !name(object).isEmpty()) {
      adapters.putIfAbsent(name(object), here.put("name", name(object)));
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
    return node.isContainerNode()
        ? node.valueStream().allMatch(Kept::saysNothing)
        : node.isNull();
  }
}
