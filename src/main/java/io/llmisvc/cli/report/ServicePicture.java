package io.llmisvc.cli.report;

import io.llmisvc.model.naming.ObjectKey;
import java.util.List;

/**
 * A picture of what one service is made of and what comes of it, as SVG that takes its colours from
 * the page: layers, the service, its children.
 */
final class ServicePicture {
  private static final int WIDTH = 310;
  private static final int GAP = 50;
  private static final int HEIGHT = 32;
  private static final int STEP = 38;

  /** Characters that fit a box. */
  private static final int ROOM = 45;

  private record Box(String kind, String name, String style) {}

  private ServicePicture() {}

  /**
   * @param title what those who do not see it are told
   */
  static void append(ReportedService service, String title, Html html) {
    List<List<Box>> columns =
        List.of(
            layers(service),
            List.of(new Box("LLMInferenceService", service.id().name(), "s")),
            children(service));
    int height = columns.stream().mapToInt(List::size).max().orElse(1) * STEP;
    int width = columns.size() * (WIDTH + GAP) - GAP;
    String size = "0 0 %d %d".formatted(width, height);
    html.open("svg", "viewBox", size, "width", Integer.toString(width), "role", "img");
    html.element("title", title);
    for (int column = 0; column < columns.size(); column++) {
      List<Box> boxes = columns.get(column);
      for (int row = 0; row < boxes.size(); row++) {
        int y = (height - boxes.size() * STEP) / 2 + row * STEP + (STEP - HEIGHT) / 2;
        if (column != 1) {
          appendLine(column, y + HEIGHT / 2, height / 2, html);
        }
        append(boxes.get(row), x(column), y, html);
      }
    }
    html.close("svg").line();
  }

  private static List<Box> layers(ReportedService service) {
    return service.plan().composition().applied().stream()
        .map(
            config ->
                "Preset".equals(config.source())
                    ? new Box("preset", String.valueOf(config.name()), "p")
                    : new Box("baseRef", String.valueOf(config.name()), "b"))
        .toList();
  }

  private static List<Box> children(ReportedService service) {
    return service.plan().children().stream()
        .map(
            child -> {
              ObjectKey key = child.key();
              return new Box(key.kind().kind(), key.name(), "k");
            })
        .toList();
  }

  /** From a layer to the service, or from the service to a child. */
  private static void appendLine(int column, int y, int middle, Html html) {
    int from = x(Math.max(1, column)) - GAP;
    int bend = from + GAP / 2;
    int to = from + GAP;
    int begin = column == 0 ? y : middle;
    int end = column == 0 ? middle : y;
    String line =
        "M%d %dC%d %d %d %d %d %d".formatted(from, begin, bend, begin, bend, end, to, end);
    html.open("path", "d", line).close("path");
  }

  private static void append(Box box, int x, int y, Html html) {
    html.open("g", "class", box.style(), "transform", "translate(%d %d)".formatted(x, y));
    String width = Integer.toString(WIDTH);
    html.open("rect", "width", width, "height", Integer.toString(HEIGHT), "rx", "4").close("rect");
    html.element("text", box.kind(), "x", "8", "y", "13", "class", "kind");
    html.element("text", cut(box.name()), "x", "8", "y", "27");
    html.close("g");
  }

  private static int x(int column) {
    return column * (WIDTH + GAP);
  }

  private static String cut(String name) {
    return name.length() <= ROOM ? name : name.substring(0, ROOM - 1) + "…";
  }
}
