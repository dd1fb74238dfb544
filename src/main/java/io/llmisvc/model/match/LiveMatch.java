package io.llmisvc.model.match;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.model.naming.Kind;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything that we set still stands in a live object. Defaults and fields of others are
 * ignored; quantities are equal by value, because the API server rewrites them.
 */
public final class LiveMatch {
  private static final List<String> ITEM_KEYS =
      List.of("name", "mountPath", "containerPort", "port", "ip", "topologyKey");

  private final boolean extensible;

  private LiveMatch(boolean extensible) {
    this.extensible = extensible;
  }

  /** Whether nothing of what we set is missing or different. */
  public static boolean stands(Kind kind, JsonNode desired, JsonNode live) {
    return new LiveMatch(kind.isExtensible()).stands(desired, live);
  }

  private boolean stands(JsonNode desired, @Nullable JsonNode live) {
    if (live == null || live.isMissingNode() || live.isNull()) {
      return isEmpty(desired);
    }
    if (desired.isObject()) {
      return live.isObject() && objectStands(desired, live);
    }
    if (desired.isArray()) {
      return live.isArray() && arrayStands(desired, live);
    }
    return scalarStands(desired, live);
  }

  private boolean objectStands(JsonNode desired, JsonNode live) {
    for (var member : desired.properties()) {
      if (!stands(member.getValue(), live.get(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private boolean arrayStands(JsonNode desired, JsonNode live) {
    String key = extensible ? itemKey(desired) : null;
    if (key == null) {
      return desired.size() == live.size() && itemsStand(desired, live);
    }
    for (JsonNode item : desired) {
      if (!stands(item, find(live, key, item.get(key)))) {
        return false;
      }
    }
    return true;
  }

  private boolean itemsStand(JsonNode desired, JsonNode live) {
    for (int i = 0; i < desired.size(); i++) {
      if (!stands(desired.get(i), live.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The member that tells the items of a list apart, when one does. */
  static @Nullable String itemKey(JsonNode list) {
    for (String key : ITEM_KEYS) {
      if (!list.isEmpty() && hasDistinct(list, key)) {
        return key;
      }
    }
    return null;
  }

  private static boolean hasDistinct(JsonNode list, String key) {
    var seen = new HashSet<JsonNode>();
    for (JsonNode item : list) {
      if (!item.isObject() || !item.hasNonNull(key) || !seen.add(item.get(key))) {
        return false;
      }
    }
    return true;
  }

  static @Nullable JsonNode find(JsonNode list, String key, JsonNode value) {
    for (JsonNode item : list) {
      if (scalarStands(value, item.path(key))) {
        return item;
      }
    }
    return null;
  }

  static boolean scalarStands(JsonNode desired, JsonNode live) {
    if (desired.equals(live) || (desired.isValueNode() && desired.asText().equals(live.asText()))) {
      return true;
    }
    return desired.isValueNode()
        && live.isValueNode()
        && sameQuantity(desired.asText(), live.asText());
  }

  private static boolean sameQuantity(String one, String other) {
    if (one.isEmpty() || !Character.isDigit(one.charAt(0)) || other.isEmpty()) {
      return false;
    }
    try {
      return new Quantity(one)
              .getNumericalAmount()
              .compareTo(new Quantity(other).getNumericalAmount())
          == 0;
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false; // not quantities: plain texts, and different ones
    }
  }

  static boolean isEmpty(JsonNode desired) {
    return switch (desired.getNodeType()) {
      case NULL, MISSING -> true;
      case ARRAY, OBJECT -> allEmpty(desired);
      case STRING -> desired.asText().isEmpty();
      case BOOLEAN -> !desired.asBoolean();
      case NUMBER -> desired.asDouble() == 0;
      case BINARY, POJO -> false;
    };
  }

  private static boolean allEmpty(JsonNode container) {
    for (JsonNode item : container) {
      if (!isEmpty(item)) {
        return false;
      }
    }
    return true;
  }
}
