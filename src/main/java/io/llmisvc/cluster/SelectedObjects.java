package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind that one watch sees, by the question that they answer; only what plans
 * read of them is kept.
 */
final class SelectedObjects implements Watch.Listener {
  private final Kind kind;
  private final Function<ObjectNode, Reference> question;
  private final Consumer<Reference> changed;
  private final Map<Reference, NavigableMap<String, ObjectNode>> found = new HashMap<>();
  private final Map<NamespacedName, Reference> places = new HashMap<>();

  /**
   * @param question which one an object answers
   * @param changed called from the client's threads; it must not block
   */
  SelectedObjects(
      Kind kind, Function<ObjectNode, Reference> question, Consumer<Reference> changed) {
    this.kind = kind;
    this.question = question;
    this.changed = changed;
  }

  /** In the order of names. */
  synchronized List<ObjectNode> get(Reference reference) {
    return new ArrayList<>(found.getOrDefault(reference, Collections.emptyNavigableMap()).values());
  }

  @Override
  public void changed(ObjectNode object) {
    NamespacedName id = id(object);
    Reference now = question.apply(object);
    ObjectNode trimmed = Trimmed.of(kind, object);
    Reference before = place(id, now);
    if (!now.equals(before)) {
      remove(id, before);
    }
    if (put(id, now, trimmed)) {
      changed.accept(now);
    }
  }

  @Override
  public void deleted(ObjectNode last, boolean missed) {
    NamespacedName id = id(last);
    Reference before = unplace(id);
    if (before != null) {
      remove(id, before);
    }
  }

  private synchronized Reference place(NamespacedName id, Reference now) {
    Reference before = places.put(id, now);
    return before == null ? now : before;
  }

  private synchronized @Nullable Reference unplace(NamespacedName id) {
    return places.remove(id);
  }

  private synchronized boolean put(NamespacedName id, Reference place, ObjectNode object) {
    NavigableMap<String, ObjectNode> objects = found.computeIfAbsent(place, p -> new TreeMap<>());
    Map.Entry<String, ObjectNode> neighbour = objects.lowerEntry(id.name());
    if (neighbour != null) {
      share(object, neighbour.getValue(), "metadata", "labels");
      share(object, neighbour.getValue(), "status", "conditions");
    }
    return !object.equals(objects.put(id.name(), object));
  }

  /** Neighbours by name are mostly of one controller, and much of them is the same. */
  private static void share(ObjectNode object, ObjectNode other, String part, String member) {
    JsonNode same = other.path(part).get(member);
    if (same != null
        && object.get(part) instanceof ObjectNode own
        && same.equals(own.get(member))) {
      own.set(member, same);
    }
  }

  private void remove(NamespacedName id, Reference place) {
    synchronized (this) {
      Map<String, ObjectNode> objects = found.get(place);
      if (objects == null || objects.remove(id.name()) == null) {
        return;
      }
      if (objects.isEmpty()) {
        found.remove(place);
      }
    }
    changed.accept(place);
  }

  private static NamespacedName id(ObjectNode object) {
    return new NamespacedName(
        ClientTrees.text(object, "metadata", "namespace"),
        ClientTrees.text(object, "metadata", "name"));
  }
}
