package io.llmisvc.model.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Of a live object what is planned, in the order and the spelling of the plan: beside the plan it
 * differs only where the plan does not stand.
 */
public final class PlannedPart {
  private final boolean extensible;

  private PlannedPart(boolean extensible) {
    this.extensible = extensible;
  }

  /**
   * @param before what was planned until now, of which the live object may still have what is no
   *     longer planned; a missing node when only one plan is looked at
   */
  public static JsonNode of(Kind kind, JsonNode planned, JsonNode live, JsonNode before) {
    return new PlannedPart(kind.isExtensible()).part(planned, live, before);
  }

  /** A missing node where nothing of it is there. */
  private JsonNode part(JsonNode planned, JsonNode live, JsonNode before) {
    if (live.isMissingNode() || live.isNull()) {
      return LiveMatch.isEmpty(planned) ? planned : MissingNode.getInstance();
    }
    if (planned.isObject() && live.isObject()) {
      return ofObject(planned, live, before);
    }
    if (planned.isArray() && live.isArray()) {
      return ofArray(planned, live, before);
    }
    return LiveMatch.scalarStands(planned, live) ? planned : live;
  }

  private JsonNode ofObject(JsonNode planned, JsonNode live, JsonNode before) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    for (var member : planned.properties()) {
      String name = member.getKey();
      JsonNode value = part(member.getValue(), live.path(name), before.path(name));
      if (!value.isMissingNode()) {
        part.set(name, value);
      }
    }
    for (var member : before.properties()) {
      if (!planned.has(member.getKey()) && live.hasNonNull(member.getKey())) {
        part.set(
            member.getKey(),
            part(member.getValue(), live.get(member.getKey()), MissingNode.getInstance()));
      }
    }
    return part;
  }

  private JsonNode ofArray(JsonNode planned, JsonNode live, JsonNode before) {
    String key = extensible ? LiveMatch.itemKey(planned) : null;
    return key == null ? byIndex(planned, live, before) : byKey(key, planned, live, before);
  }

  private JsonNode byIndex(JsonNode planned, JsonNode live, JsonNode before) {
    ArrayNode part = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < live.size(); i++) {
      part.add(
          i < planned.size() ? part(planned.get(i), live.get(i), before.path(i)) : live.get(i));
    }
    return part;
  }

  private JsonNode byKey(String key, JsonNode planned, JsonNode live, JsonNode before) {
    ArrayNode part = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : planned) {
      JsonNode there = find(live, key, item.get(key));
      if (!there.isMissingNode()) {
        part.add(part(item, there, find(before, key, item.get(key))));
      }
    }
    for (JsonNode item : before) {
      JsonNode there = find(live, key, item.path(key));
      if (!there.isMissingNode() && find(planned, key, item.path(key)).isMissingNode()) {
        part.add(part(item, there, MissingNode.getInstance()));
      }
    }
    return part;
  }

  private static JsonNode find(JsonNode list, String key, JsonNode value) {
    @Nullable JsonNode found = LiveMatch.find(list, key, value);
    return found == null ? MissingNode.getInstance() : found;
  }
}
