package io.llmisvc.dashboards;

import java.util.List;
import java.util.stream.Stream;

/**
 * @param uid by which links and updates find it; it never changes
 */
public record Dashboard(
    String uid, String title, String description, List<Variable> variables, List<Row> rows) {
  public Stream<Panel> panels() {
    return rows.stream().flatMap(row -> row.panels().stream());
  }
}
