package io.llmisvc.merge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.merge.MergeNote.Kind;
import io.llmisvc.merge.Origin.Beaten;
import io.llmisvc.merge.Overlay.Place;
import io.llmisvc.schema.StructType;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The merge of layers of one type. Holds no state of a merge: one instance serves all threads. */
public final class StrategicMerge {
  private final StructType root;
  private final Combiners combiners;

  private StrategicMerge(StructType root, Combiners combiners) {
    this.root = root;
    this.combiners = combiners;
  }

  public static StrategicMerge of(StructType root) {
    return of(root, Map.of());
  }

  /**
   * @param combiners rules of their own for atomic lists, by the dotted path of field names from
   *     the root
   */
  public static StrategicMerge of(StructType root, Map<String, ListCombiner> combiners) {
    return new StrategicMerge(root, Combiners.of(combiners));
  }

  /** Merges the layers, lowest first. */
  public Merged merge(List<Layer> lowToHigh) {
    if (lowToHigh.isEmpty()) {
      return new Merged(JsonNodeFactory.instance.objectNode(), List.of());
    }
    List<MergeNote> notes = new ArrayList<>();
    Elements elements = new Elements();
    ObjectNode tree = Trees.withoutNulls(lowToHigh.getFirst().tree());
    for (int i = 1; i < lowToHigh.size(); i++) {
      List<Layer> upTo = lowToHigh.subList(0, i + 1);
      new Overlay((kind, path) -> notes.add(note(kind, path, upTo, elements)))
          .struct(root, tree, upTo.getLast().tree(), new Place(Path.ROOT, combiners));
    }
    return new Merged(tree, notes);
  }

  /** As {@link #merge}, and tells for every leaf of the result which layer it came from. */
  public Explained explain(List<Layer> lowToHigh) {
    Merged merged = merge(lowToHigh);
    Elements elements = new Elements();
    List<Origin> origins =
        Leaves.of(root, merged.tree()).stream()
            .map(leaf -> origin(leaf, said(leaf.path(), lowToHigh, elements)))
            .toList();
    return new Explained(merged.tree(), merged.notes(), new Origins(origins));
  }

  /** Tells the values of a tree of this type, in its order. */
  public void leaves(ObjectNode tree, BiConsumer<Path, JsonNode> hears) {
    Leaves.of(root, Trees.withoutNulls(tree))
        .forEach(leaf -> hears.accept(leaf.path(), leaf.value()));
  }

  /**
   * The path of what a JSON pointer names in a tree of this type, so that a place in a result can
   * be looked up in its origins.
   */
  public Path locate(ObjectNode tree, JsonPointer pointer) {
    return Locator.locate(root, tree, pointer);
  }

  /** Who was beaten is looked up only now: a merge rarely has anything to note. */
  private static MergeNote note(Kind kind, Path path, List<Layer> upTo, Elements elements) {
    String beaten = "";
    JsonNode said = MissingNode.getInstance();
    for (Layer layer : upTo.subList(0, upTo.size() - 1)) {
      JsonNode value = last(path, layer, elements);
      if (value != null && saysSomething(value)) {
        beaten = layer.name();
        said = value;
      }
    }
    JsonNode now = kind == Kind.LIST_REPLACED ? last(path, upTo.getLast(), elements) : null;
    return new MergeNote(kind, path, upTo.getLast().name(), beaten, lost(said, now));
  }

  private static List<JsonNode> lost(JsonNode before, @Nullable JsonNode now) {
    if (now == null) {
      return List.of();
    }
    Set<JsonNode> kept = new HashSet<>();
    now.forEach(kept::add);
    return before.valueStream().filter(element -> !kept.contains(element)).toList();
  }

  private static boolean saysSomething(JsonNode value) {
    return !Zero.isZero(value) && !(value.isArray() && value.isEmpty());
  }

  private static Origin origin(Leaf leaf, List<Beaten> said) {
    List<Beaten> meant = said.stream().filter(beaten -> leaf.isSet().test(beaten.value())).toList();
    List<Beaten> ranked = meant.isEmpty() ? said.subList(0, 1) : meant;
    return new Origin(
        leaf.path(), leaf.value(), ranked.getLast().layer(), ranked.subList(0, ranked.size() - 1));
  }

  private static List<Beaten> said(Path path, List<Layer> lowToHigh, Elements elements) {
    List<Beaten> said = new ArrayList<>();
    for (Layer layer : lowToHigh) {
      JsonNode value = last(path, layer, elements);
      if (value != null) {
        said.add(new Beaten(layer.name(), value));
      }
    }
    return said;
  }

  /** What the layer says there; of elements that share a key, the last wins. */
  private static @Nullable JsonNode last(Path path, Layer layer, Elements elements) {
    JsonNode last = null;
    for (JsonNode value : elements.at(path, layer.tree())) {
      last = value.isNull() ? last : value;
    }
    return last;
  }

  /** What the layer says at a path; null when it says nothing. */
  public static @Nullable JsonNode at(Path path, Layer layer) {
    return last(path, layer, new Elements());
  }
}
