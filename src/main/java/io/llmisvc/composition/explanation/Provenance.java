package io.llmisvc.composition.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.RouteRules;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.merge.ListCombiner;
import io.llmisvc.merge.Origin;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Explanation.Beaten;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which layer each value of a merged spec came from, and what it beat. The lists of a route are
 * told apart member by member: a part of them changes after the merge, or comes from another layer.
 */
public final class Provenance {
  private static final Path ROUTE =
      Path.ROOT.field("router").field("route").field("http").field("spec");
  private static final Map<String, ListCombiner> SPLIT =
      Map.of("rules", RouteRules::combine, "parentRefs", (base, override) -> override);

  private final Map<String, Entry> byPath;

  private Provenance(Map<String, Entry> byPath) {
    this.byPath = byPath;
  }

  static Provenance of(StrategicMerge merge, List<SpecLayer> layers) {
    List<Source> sources = layers.stream().map(SpecLayer::source).toList();
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Origin origin :
        merge.explain(layers.stream().map(SpecLayer::toMerge).toList()).origins().all()) {
      String split = split(origin.path());
      if (split != null) {
        entries.putAll(members(split, layers));
      } else {
        entries.put(origin.path().toString(), entry(origin, sources));
      }
    }
    return new Provenance(entries);
  }

  /** The leaves of a spec by path, in its order. */
  public static Map<Path, JsonNode> leaves(StrategicMerge merge, ObjectNode spec) {
    Map<Path, JsonNode> leaves = new LinkedHashMap<>();
    merge.leaves(
        spec,
        (path, value) -> {
          if (split(path) != null) {
            flatten(path, value, leaves::put);
          } else {
            leaves.put(path, value);
          }
        });
    return leaves;
  }

  Collection<Entry> entries() {
    return byPath.values();
  }

  /** The layer that the value at a path came from. */
  Optional<Source> source(Path path) {
    return source(byPath, path);
  }

  /** Who set the value at a path, or the value that it is a part of. */
  static Optional<Source> source(Map<String, Entry> entries, Path path) {
    for (Path here = path; here != null; here = here.parent()) {
      Entry entry = entries.get(here.toString());
      if (entry != null) {
        return Optional.of(entry.source());
      }
    }
    return Optional.empty();
  }

  private static Entry entry(Origin origin, List<Source> sources) {
    List<Beaten> beaten =
        origin.beaten().stream()
            .map(value -> new Beaten(value.value(), named(value.layer(), sources)))
            .toList();
    return new Entry(
        origin.path().toString(),
        origin.path().steps(),
        origin.value(),
        named(origin.layer(), sources),
        beaten);
  }

  private static Source named(String layer, List<Source> sources) {
    return sources.stream()
        .filter(source -> SpecLayer.key(source).equals(layer))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String split(Path path) {
    return path instanceof Path.Field(Path parent, String name)
            && parent.equals(ROUTE)
            && SPLIT.containsKey(name)
        ? name
        : null;
  }

  /** Who said what in a list shows only when the layers are combined one by one. */
  private static Map<String, Entry> members(String name, List<SpecLayer> layers) {
    ListCombiner combiner = Objects.requireNonNull(SPLIT.get(name));
    Map<String, Entry> entries = Map.of();
    ArrayNode combined = null;
    for (SpecLayer layer : layers) {
      ArrayNode list = new SpecTree(layer.spec()).list("router", "route", "http", "spec", name);
      if (!list.isEmpty()) {
        combined = combined == null ? list : combiner.combine(combined, list);
        entries = overlaid(entries, ROUTE.field(name), combined, layer.source());
      }
    }
    return entries;
  }

  private static Map<String, Entry> overlaid(
      Map<String, Entry> below, Path path, ArrayNode combined, Source source) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    flatten(
        path,
        combined,
        (member, value) -> {
          String text = member.toString();
          Entry before = below.get(text);
          boolean isKept = before != null && before.value().equals(value);
          entries.put(
              text,
              isKept ? before : new Entry(text, member.steps(), value, source, beaten(before)));
        });
    return entries;
  }

  /** What an entry had to say, once somebody else has the last word. */
  static List<Beaten> beaten(@Nullable Entry before) {
    if (before == null) {
      return List.of();
    }
    List<Beaten> beaten = new ArrayList<>(before.beaten());
    beaten.add(new Beaten(before.value(), before.source()));
    return beaten;
  }

  private static void flatten(Path path, JsonNode node, BiConsumer<Path, JsonNode> leaf) {
    if (node.isEmpty()) {
      leaf.accept(path, node);
      return;
    }
    node.properties().forEach(e -> flatten(path.field(e.getKey()), e.getValue(), leaf));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      flatten(path.index(i), node.get(i), leaf);
    }
  }
}
