package io.llmisvc.dashboards;

import java.util.ArrayList;
import java.util.List;

/**
 * Where panels stand: each row has a heading of its own, and its panels fill the columns from left
 * to right.
 */
final class PanelGrid {
  static final int COLUMNS = 24;

  private final List<Place> places = new ArrayList<>();
  private int x;
  private int y;

  /** How high the panels are that stand beside each other. */
  private int height;

  private PanelGrid() {}

  /** A heading, or a panel. */
  sealed interface Content {}

  record Heading(String title) implements Content {}

  record Shown(Panel panel) implements Content {}

  record Place(int x, int y, int width, int height, Content content) {}

  static List<Place> of(List<Row> rows) {
    PanelGrid grid = new PanelGrid();
    for (Row row : rows) {
      grid.wrap();
      grid.put(COLUMNS, 1, new Heading(row.title()));
      row.panels().forEach(grid::put);
    }
    return grid.places;
  }

  private void put(Panel panel) {
    put(panel.look().width(), panel.look().height(), new Shown(panel));
  }

  private void put(int width, int rows, Content content) {
    if (x + width > COLUMNS) {
      wrap();
    }
    places.add(new Place(x, y, width, rows, content));
    x += width;
    height = Math.max(height, rows);
  }

  private void wrap() {
    x = 0;
    y += height;
    height = 0;
  }
}
