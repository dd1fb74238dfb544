package io.llmisvc.cli.report;

import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Explanation.Beaten;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Explanation.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The layers of one service side by side: a column for each, lowest precedence first, and a row for
 * each value that more than one speaks of. What only one layer says of an object is one row.
 */
final class LayerTable {
  private final List<Source> columns;
  private final List<Row> rows = new ArrayList<>();
  private final Map<OriginTree, Integer> rowOf = new IdentityHashMap<>();

  /**
   * @param beaten what lower layers said, by their columns
   */
  record Row(String path, Source source, String value, Map<Source, List<String>> beaten) {}

  private LayerTable(List<Source> columns) {
    this.columns = columns;
  }

  static LayerTable of(OriginTree tree, Composition composition) {
    Set<Source> sources = new LinkedHashSet<>();
    collect(tree, sources);
    List<String> applied = composition.applied().stream().map(LayerTable::id).toList();
    List<Source> columns =
        sources.stream()
            .sorted(
                Comparator.comparing(Source::layer)
                    .thenComparing(source -> applied.indexOf(id(source))))
            .toList();
    LayerTable table = new LayerTable(columns);
    table.add(tree);
    return table;
  }

  /** One for all rules of the operator, whose rows name the rule. */
  static Source column(Source source) {
    return source.layer() == Layer.OPERATOR ? new Source(Layer.OPERATOR, "", "") : source;
  }

  List<Source> columns() {
    return columns;
  }

  List<Row> rows() {
    return rows;
  }

  /** Counted from 0. */
  int rowOf(OriginTree value) {
    return rowOf.getOrDefault(value, 0);
  }

  private static void collect(OriginTree tree, Set<Source> sources) {
    tree.entry()
        .ifPresent(
            entry -> {
              sources.add(column(entry.source()));
              entry.beaten().forEach(beaten -> sources.add(column(beaten.source())));
            });
    tree.children().forEach(child -> collect(child, sources));
  }

  private static String id(AppliedConfig config) {
    return config.namespace() + "/" + config.name();
  }

  private static String id(Source source) {
    return source.namespace() + "/" + source.name();
  }

  private void add(OriginTree tree) {
    tree.entry().ifPresent(entry -> addValue(tree, entry));
    for (OriginTree.Group group : tree.groups()) {
      group
          .source()
          .ifPresentOrElse(
              source -> addGroup(tree, group, source), () -> group.trees().forEach(this::add));
    }
  }

  private void addValue(OriginTree tree, Entry entry) {
    Map<Source, List<String>> beaten = new LinkedHashMap<>();
    for (Beaten lower : entry.beaten()) {
      beaten
          .computeIfAbsent(column(lower.source()), unused -> new ArrayList<>())
          .add(ShownValue.line(lower.value()));
    }
    addRow(List.of(tree), new Row(tree.path(), entry.source(), text(entry), beaten));
  }

  private void addGroup(OriginTree parent, OriginTree.Group group, Source source) {
    List<OriginTree> trees = group.trees();
    if (trees.size() == 1 && trees.getFirst().entry().isPresent()) {
      addValue(trees.getFirst(), trees.getFirst().entry().get());
      return;
    }
    String names =
        trees.size() == 1
            ? trees.getFirst().path()
            : parent.path()
                + ": "
                + trees.stream().map(OriginTree::label).collect(Collectors.joining(", "));
    addRow(trees, new Row(names, source, ShownValue.count(group.values()), Map.of()));
  }

  private void addRow(List<OriginTree> trees, Row row) {
    trees.forEach(tree -> rowOf.put(tree, rows.size()));
    rows.add(row);
  }

  private static String text(Entry entry) {
    String text = ShownValue.line(entry.value());
    return entry.source().layer() == Layer.OPERATOR
        ? text + " (" + entry.source().name() + ")"
        : text;
  }
}
