package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The objects of one kind that carry a label, by its value: one watch for all who ask, of which
 * only what plans read is kept.
 */
final class LabelledObjects implements Watch.Listener {
  private final Kind kind;
  private final String label;
  private final Consumer<Reference> changed;
  private final Map<Reference, Map<String, ObjectNode>> found = new HashMap<>();
  private final Map<NamespacedName, Reference> places = new HashMap<>();

  /**
   * @param changed called from the client's threads; it must not block
   */
  LabelledObjects(Kind kind, String label, Consumer<Reference> changed) {
    this.kind = kind;
    this.label = label;
    this.changed = changed;
  }

  /** In the order of names. */
  synchronized List<ObjectNode> get(Reference reference) {
    return new ArrayList<>(found.getOrDefault(reference, Map.of()).values());
  }

  @Override
  public void changed(ObjectNode object) {
    ObjectNode trimmed = Trimmed.of(kind, object);
    NamespacedName id = id(object);
    String value = object.path("metadata").path("labels").path(label).asText();
    Reference now = new Reference.ByLabel(kind, id.namespace(), label, value);
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
    remove(id, unplace(id));
  }

  private synchronized Reference place(NamespacedName id, Reference now) {
    Reference before = places.put(id, now);
    return before == null ? now : before;
  }

  private synchronized Reference unplace(NamespacedName id) {
    Reference before = places.remove(id);
    return before == null ? new Reference.ByLabel(kind, id.namespace(), label, "") : before;
  }

  private synchronized boolean put(NamespacedName id, Reference place, ObjectNode object) {
    return !object.equals(
        found.computeIfAbsent(place, p -> new TreeMap<>()).put(id.name(), object));
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
