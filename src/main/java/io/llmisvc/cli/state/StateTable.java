package io.llmisvc.cli.state;

import java.util.ArrayList;
import java.util.List;

/** Columns as kubectl aligns them: as wide as their widest cell, three blanks between them. */
final class StateTable {
  private static final int GAP = 3;
  private static final String CUT = "…";

  private final List<List<String>> rows = new ArrayList<>();

  /** Each has as many cells as the first. */
  void row(List<String> cells) {
    rows.add(cells.stream().map(cell -> cell.replaceAll("\\s+", " ")).toList());
  }

  /** The first cell keeps its blanks. */
  void branch(String first, List<String> others) {
    List<String> cells = new ArrayList<>(List.of(first));
    others.forEach(cell -> cells.add(cell.replaceAll("\\s+", " ")));
    rows.add(cells);
  }

  /**
   * @param width characters of a line; what is longer is cut
   */
  String text(int width) {
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(cut(line(row, widths), width)).append('\n'));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).repeat(" ", widths[i] - row.get(i).length() + GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + CUT;
  }
}
