package io.llmisvc.model.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.List;

/** A field that we set and that does not stand in a live object. */
public record Deviation(List<Step> path) {
  private static final List<String> NAMES = List.of("name", "containerPort", "port", "mountPath");

  /** One step down into an object. */
  public sealed interface Step {}

  /** A member of an object. */
  public record Field(String name) implements Step {}

  /**
   * An item of a list.
   *
   * @param desired the item of a list as we set it
   */
  public record Item(int index, JsonNode desired) implements Step {}

  /** Looks for another field before the mark of what was applied, which follows from the rest. */
  public static Deviation of(Kind kind, ObjectNode desired, ObjectNode live) {
    ObjectNode unmarked = desired.deepCopy();
    if (unmarked.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(Takeover.APPLIED);
    }
    return all(kind, LiveMatch.stands(kind, unmarked, live) ? desired : unmarked, live, 1).stream()
        .findFirst()
        .orElse(new Deviation(List.of()));
  }

  /** All such fields, the deepest each, in the order in which we set them. */
  public static List<Deviation> all(Kind kind, ObjectNode desired, ObjectNode live, int most) {
    List<Deviation> found = new ArrayList<>();
    descend(kind, desired, live, new ArrayList<>(), most, found);
    return List.copyOf(found);
  }

  private static void descend(
      Kind kind,
      JsonNode desired,
      JsonNode live,
      List<Step> path,
      int most,
      List<Deviation> found) {
    if (found.size() == most || LiveMatch.stands(kind, desired, live)) {
      return;
    }
    int before = found.size();
    if (desired.isObject() && live.isObject()) {
      for (var member : desired.properties()) {
        path.add(new Field(member.getKey()));
        descend(kind, member.getValue(), live.path(member.getKey()), path, most, found);
        path.remove(path.size() - 1);
      }
    } else if (desired.isArray() && live.isArray()) {
      for (int i = 0; i < desired.size(); i++) {
        path.add(new Item(i, desired.get(i)));
        descend(kind, desired.get(i), counterpart(desired.get(i), i, live), path, most, found);
        path.remove(path.size() - 1);
      }
    }
    if (found.size() == before) {
      found.add(new Deviation(List.copyOf(path)));
    }
  }

  private static JsonNode counterpart(JsonNode item, int index, JsonNode list) {
    String name = name(item);
    if (name.isEmpty()) {
      return list.path(index);
    }
    for (JsonNode other : list) {
      if (name.equals(name(other))) {
        return other;
      }
    }
    return MissingNode.getInstance();
  }

  private static String name(JsonNode item) {
    return NAMES.stream()
        .map(key -> item.path(key).asText())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** As in {@code spec.template.spec.containers[main].image}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Step step : path) {
      switch (step) {
        case Field field when field.name().contains(".") ->
            text.append('[').append(field.name()).append(']');
        case Field field -> text.append(text.isEmpty() ? "" : ".").append(field.name());
        case Item item -> text.append('[').append(label(item)).append(']');
      }
    }
    return text.toString();
  }

  private static String label(Item item) {
    String name = name(item.desired());
    return name.isEmpty() ? String.valueOf(item.index()) : name;
  }
}
