package io.llmisvc.cli.report;

import io.llmisvc.model.Explanation.Source;
import java.util.List;

/** The layers of one service as a table; what was beaten is struck through, and says so. */
final class LayersView {
  private LayersView() {}

  static void append(String anchor, LayerTable table, Html html) {
    html.open("table", "class", "layers")
        .element("caption", "Lowest precedence first; what was beaten is struck through.")
        .open("thead")
        .open("tr")
        .element("th", "Value", "scope", "col");
    for (Source column : table.columns()) {
      html.open("th", "scope", "col", "class", LayerLook.style(column.layer()))
          .text(LayerLook.word(column.layer()));
      if (!column.name().isEmpty()) {
        html.open("br").text(column.namespace() + "/" + column.name());
      }
      html.close("th");
    }
    html.close("tr").close("thead").open("tbody").line();
    for (int i = 0; i < table.rows().size(); i++) {
      append(anchor + "r" + i, table.rows().get(i), table.columns(), html);
    }
    html.close("tbody").close("table");
  }

  /** Without the ends of rows and cells, which HTML does not need and which would be a tenth. */
  private static void append(String id, LayerTable.Row row, List<Source> columns, Html html) {
    html.open("tr", "id", id).element("th", row.path(), "scope", "row");
    Source winner = LayerTable.column(row.source());
    for (Source column : columns) {
      boolean isWinner = column.equals(winner);
      html.open("td");
      for (String value : row.beaten().getOrDefault(column, List.of())) {
        html.element("span", "beaten: ", "class", "vh").element("s", value).text(" ");
      }
      if (isWinner) {
        html.element("span", row.value(), "class", LayerLook.style(column.layer()));
      }
    }
    html.line();
  }
}
