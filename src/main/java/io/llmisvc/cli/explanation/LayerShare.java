package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Said;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.model.Explanation.Value;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.FieldSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one layer of a service says, and what became of it.
 *
 * @param items of the paths that were asked for, in the order of the layer
 */
public record LayerShare(
    NamespacedName service, Source layer, Explanation explanation, List<Item> items) {
  /** Rules are told by their place, which differs from layer to layer. */
  private static final String RULES = "spec.router.route.http.spec.rules";

  public LayerShare {
    items = List.copyOf(items);
  }

  /**
   * @param value as it is in the effective spec, or as the layer said it
   * @param winner what stands in its place; absent when the value holds, and when nothing does
   */
  record Item(List<String> steps, JsonNode value, boolean holds, @Nullable Entry winner) {
    Item {
      steps = List.copyOf(steps);
    }

    /** Also when a higher layer says the same. */
    boolean isInEffect() {
      return holds
          || (winner != null && winner.steps().equals(steps) && winner.value().equals(value));
    }
  }

  /** Nothing when the service has no layer of this name. */
  public static Optional<LayerShare> of(
      NamespacedName service, Explanation explanation, String name, FieldPath wanted) {
    return source(explanation, name)
        .map(
            layer ->
                new LayerShare(
                    service,
                    layer,
                    explanation,
                    items(explanation, name).stream()
                        .filter(item -> wanted.covers(FieldSteps.text(item.steps())))
                        .toList()));
  }

  /** The names that layers of a service can be asked for by. */
  public static List<String> names(Explanation explanation) {
    return new LayerNames(explanation).all();
  }

  private static Optional<Source> source(Explanation explanation, String name) {
    return explanation.entries().stream()
        .map(Entry::source)
        .filter(it -> LayerNames.isCalled(it, name))
        .findFirst()
        .or(
            () ->
                explanation.layers().stream()
                    .map(Said::source)
                    .filter(it -> LayerNames.isCalled(it, name))
                    .findFirst());
  }

  private static List<Item> items(Explanation explanation, String name) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    explanation.entries().forEach(entry -> entries.put(entry.path(), entry));
    Map<String, Item> items = new LinkedHashMap<>();
    for (Said said : explanation.layers()) {
      if (LayerNames.isCalled(said.source(), name)) {
        for (Value value : said.values()) {
          item(value, said.source(), entries).ifPresent(item -> items.put(value.path(), item));
        }
      }
    }
    for (Entry entry : entries.values()) {
      if (LayerNames.isCalled(entry.source(), name)) {
        items.put(entry.path(), new Item(entry.steps(), entry.value(), true, null));
      }
    }
    return List.copyOf(items.values());
  }

  private static Optional<Item> item(Value said, Source layer, Map<String, Entry> entries) {
    Entry now = entries.get(said.path());
    boolean isRule = said.path().startsWith(RULES);
    if (now != null && (!isRule || isOf(now, layer))) {
      boolean holds = now.source().equals(layer);
      return Optional.of(
          new Item(said.steps(), holds ? now.value() : said.value(), holds, holds ? null : now));
    }
    boolean isElsewhere =
        isRule
            && entries.values().stream()
                .anyMatch(it -> it.path().startsWith(RULES) && it.source().equals(layer));
    return isElsewhere
        ? Optional.empty()
        : Optional.of(new Item(said.steps(), said.value(), false, instead(said, layer, entries)));
  }

  private static boolean isOf(Entry entry, Source layer) {
    return entry.source().equals(layer)
        || entry.beaten().stream().anyMatch(beaten -> beaten.source().equals(layer));
  }

  /** What stands beside a value that is gone, such as another kind of volume. */
  private static @Nullable Entry instead(Value said, Source layer, Map<String, Entry> entries) {
    boolean isRule = said.path().startsWith(RULES);
    for (int length = said.steps().size() - 1; length > 0; length--) {
      FieldPath around =
          new FieldPath(isRule ? RULES : FieldSteps.text(said.steps().subList(0, length)));
      List<Entry> beside =
          entries.values().stream().filter(it -> around.covers(it.path())).toList();
      if (!beside.isEmpty()) {
        return beside.stream()
            .filter(it -> !it.source().equals(layer) && !isKey(it))
            .findFirst()
            .orElse(null);
      }
    }
    return null;
  }

  /** Elements of lists are told by it, so layers share it. */
  private static boolean isKey(Entry entry) {
    List<String> steps = entry.steps();
    return steps.size() > 1
        && FieldSteps.keys(steps.get(steps.size() - 2)).contains(steps.getLast());
  }
}
