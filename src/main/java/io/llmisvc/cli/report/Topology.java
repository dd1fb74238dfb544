package io.llmisvc.cli.report;

import io.llmisvc.model.Child;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.naming.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of what one service is made of and what comes of it, as SVG without styles of its own:
 * layers, the service, its workload, its traffic.
 */
final class Topology {
  private static final int WIDTH = 232;
  private static final int GAP = 36;
  private static final int HEIGHT = 36;
  private static final int STEP = 44;

  /** Characters that fit a box. */
  private static final int ROOM = 33;

  private record Box(String kind, String name, String style) {}

  private Topology() {}

  /**
   * @param title what those who do not see it are told
   */
  static void append(ReportedService service, String title, Html html) {
    List<List<Box>> columns =
        List.of(
            layers(service),
            List.of(new Box("LLMInferenceService", service.id().name(), "s")),
            children(service, Stage.WORKLOAD),
            children(service, Stage.ROUTER));
    int tallest = columns.stream().mapToInt(List::size).max().orElse(1);
    int height = tallest * STEP;
    int width = columns.size() * (WIDTH + GAP) - GAP;
    html.open(
        "svg",
        "viewBox",
        "0 0 %d %d".formatted(width, height),
        "width",
        Integer.toString(width),
        "role",
        "img");
    html.element("title", title);
    for (int i = 0; i < columns.size(); i++) {
      if (i != 1) {
        appendLines(i, columns.get(i).size(), height, html);
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < columns.get(i).size(); j++) {
        append(columns.get(i).get(j), x(i), y(j, columns.get(i).size(), height), html);
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

  private static List<Box> children(ReportedService service, Stage stage) {
    List<Box> boxes = new ArrayList<>();
    for (Child child : service.plan().children(stage).toList()) {
      ObjectKey key = child.key();
      boxes.add(new Box(key.kind().kind(), key.name(), "k"));
    }
    return boxes;
  }

  /** From the layers to the service; from the service to its workload, and past it to the router. */
  private static void appendLines(int column, int size, int height, Html html) {
    int middle = height / 2;
    for (int j = 0; j < size; j++) {
      int y = y(j, size, height) + HEIGHT / 2;
      String d =
          column == 0
              ? "M%d %dC%d %d %d %d %d %d"
                  .formatted(
                      WIDTH, y, WIDTH + GAP / 2, y, x(1) - GAP / 2, middle, x(1), middle)
              : "M%d %dC%d %d %d %d %d %d"
                  .formatted(
                      x(1) + WIDTH,
                      middle,
                      x(1) + WIDTH + GAP / 2,
                      middle,
                      x(column) - GAP,
                      y,
                      x(column),
                      y);
      html.open("path", "d", d).close("path");
    }
  }

  private static void append(Box box, int x, int y, Html html) {
    html.open("g", "class", box.style(), "transform", "translate(%d %d)".formatted(x, y));
    html.open(
            "rect",
            "width",
            Integer.toString(WIDTH),
            "height",
            Integer.toString(HEIGHT),
            "rx",
            "4")
        .close("rect");
    html.element("text", box.kind(), "x", "8", "y", "14", "class", "kind");
    html.element("text", cut(box.name()), "x", "8", "y", "29");
    html.close("g");
  }

  private static int x(int column) {
    return column * (WIDTH + GAP);
  }

  private static int y(int row, int size, int height) {
    return (height - size * STEP) / 2 + row * STEP + (STEP - HEIGHT) / 2;
  }

  private static String cut(String name) {
    return name.length() <= ROOM ? name : name.substring(0, ROOM - 1) + "…";
  }
}
