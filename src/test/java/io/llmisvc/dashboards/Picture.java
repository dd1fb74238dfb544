package io.llmisvc.dashboards;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The fleet as a Prometheus knows it, drawn as an SVG image from the queries of its dashboard. */
public final class Picture {
  private static final int COLUMN = 40;
  private static final int LINE = 26;
  private static final int GAP = 5;
  private static final int PLOT_TOP = 34;
  private static final int LEGEND = 16;
  private static final int AXIS = 44;
  private static final int TEXT_WIDTH = 7;
  private static final int POINTS = 90;
  private static final int COLOURS = 6;

  /** The rows that say most. */
  private static final int ROWS = 3;

  private static final String STYLE =
      """
      .bg{fill:#f6f8fa}.card{fill:#fff;stroke:#d0d7de}.text{fill:#1f2328}.dim{fill:#59636e}.grid{stroke:#d0d7de}
      .green{fill:#1a7f37}.orange{fill:#bc4c00}.red{fill:#cf222e}
      text{font:12px system-ui,sans-serif}.title{font-weight:600}.number{font-size:26px;font-weight:600}
      .line{fill:none;stroke-width:1.6}.area{stroke-width:1;fill-opacity:.4}
      .c0{stroke:#0969da;fill:#0969da}.c1{stroke:#1a7f37;fill:#1a7f37}.c2{stroke:#bc4c00;fill:#bc4c00}.c3{stroke:#8250df;fill:#8250df}
      .c4{stroke:#cf222e;fill:#cf222e}.c5{stroke:#9a6700;fill:#9a6700}
      .line{fill:none}
      @media (prefers-color-scheme:dark){
      .bg{fill:#0d1117}.card{fill:#151b23;stroke:#3d444d}.text{fill:#f0f6fc}.dim{fill:#9198a1}.grid{stroke:#3d444d}
      .green{fill:#3fb950}.orange{fill:#db6d28}.red{fill:#f85149}
      .c0{stroke:#4493f8;fill:#4493f8}.c1{stroke:#3fb950;fill:#3fb950}.c2{stroke:#db6d28;fill:#db6d28}.c3{stroke:#ab7df8;fill:#ab7df8}
      .c4{stroke:#f85149;fill:#f85149}.c5{stroke:#d29922;fill:#d29922}
      .line{fill:none}}
      """;

  private final PanelReader reader;
  private final PanelReader.Span span;
  private final StringBuilder svg = new StringBuilder();

  private Picture(PanelReader reader, PanelReader.Span span) {
    this.reader = reader;
    this.span = span;
  }

  /** Draws the last minutes of a Prometheus, whose address is given, into a file. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: Picture PROMETHEUS MINUTES FILE");
      System.exit(2);
    }
    Duration length = Duration.ofMinutes(Long.parseLong(arguments[1]));
    Instant end = Instant.now();
    Path file = Path.of(arguments[2]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        draw(
            URI.create(arguments[0]),
            new PanelReader.Span(end.minus(length), end, length.dividedBy(POINTS))));
  }

  /** The text of an SVG image. */
  public static String draw(URI prometheus, PanelReader.Span span) {
    PanelReader reader = new PanelReader(prometheus, Map.of("__rate_interval", "1m"));
    return new Picture(reader, span).of(FleetDashboard.of());
  }

  private String of(Dashboard dashboard) {
    List<PanelGrid.Place> places = PanelGrid.of(dashboard.rows().subList(0, ROWS));
    int width = PanelGrid.COLUMNS * COLUMN;
    int height = (places.getLast().y() + places.getLast().height()) * LINE;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">",
        width + GAP, height + GAP);
    add("<title>%s</title>", escaped(dashboard.title()));
    svg.append("<style>\n").append(STYLE).append("</style>\n");
    add("<rect class=\"bg\" width=\"100%%\" height=\"100%%\" rx=\"8\"/>");
    places.forEach(this::place);
    return svg.append("</svg>\n").toString();
  }

  private void place(PanelGrid.Place place) {
    add("<g transform=\"translate(%d,%d)\">", place.x() * COLUMN + GAP, place.y() * LINE + GAP);
    switch (place.content()) {
      case PanelGrid.Heading heading -> text("title dim", 4, 16, heading.title());
      case PanelGrid.Shown shown ->
          panel(shown.panel(), place.width() * COLUMN - GAP, place.height() * LINE - GAP);
    }
    add("</g>");
  }

  private void panel(Panel panel, int width, int height) {
    add("<rect class=\"card\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width, height);
    text("title text", 10, 20, panel.title());
    List<PanelReader.Curve> curves = reader.read(panel, span);
    if (curves.isEmpty()) {
      text("dim", 10, height / 2 + 12, "none");
      return;
    }
    switch (panel.look()) {
      case NUMBER, NAME -> number(panel, curves.getFirst());
      case TABLE -> table(panel, curves, width, height);
      case STACKED -> plot(panel, stacked(largest(curves)), width, height);
      case LINES, STATES -> plot(panel, largest(curves), width, height);
    }
  }

  private void number(Panel panel, PanelReader.Curve curve) {
    text(
        "number " + colour(panel.judgement(), curve.last()),
        10,
        68,
        panel.look() == Look.NAME ? curve.name() : Amount.text(panel.unit(), curve.last()));
  }

  private static String colour(Judgement judgement, double value) {
    String colour = "text";
    for (Judgement.Step step : judgement.steps()) {
      if (step.from() == null || value >= step.from()) {
        colour = step.colour();
      }
    }
    return colour;
  }

  private void table(Panel panel, List<PanelReader.Curve> rows, int width, int height) {
    int y = 42;
    for (PanelReader.Curve row : rows) {
      if (y > height - 8) {
        return;
      }
      text("text", 10, y, row.name());
      add(
          "<text class=\"dim\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          width - 10, y, Amount.text(panel.unit(), row.last()));
      y += 18;
    }
  }

  /** Those that are largest now, and as many as there are colours. */
  private static List<PanelReader.Curve> largest(List<PanelReader.Curve> curves) {
    double now =
        curves.stream().mapToDouble(curve -> curve.points().getLast().time()).max().orElseThrow();
    return curves.stream()
        .sorted(
            Comparator.comparingDouble(
                curve -> curve.points().getLast().time() < now ? 0 : -curve.last()))
        .limit(COLOURS)
        .toList();
  }

  /** Each on top of those before it. */
  private static List<PanelReader.Curve> stacked(List<PanelReader.Curve> curves) {
    TreeSet<Double> times = new TreeSet<>();
    curves.forEach(curve -> curve.points().forEach(point -> times.add(point.time())));
    Map<Double, Double> below = new LinkedHashMap<>();
    List<PanelReader.Curve> stacked = new ArrayList<>();
    for (PanelReader.Curve curve : curves) {
      curve.points().forEach(point -> below.merge(point.time(), point.value(), Double::sum));
      stacked.add(
          new PanelReader.Curve(
              curve.name(),
              times.stream()
                  .map(time -> new PanelReader.Point(time, below.getOrDefault(time, 0.0)))
                  .toList()));
    }
    return stacked;
  }

  private void plot(Panel panel, List<PanelReader.Curve> curves, int width, int height) {
    int rows = legendRows(curves, width);
    Plot plot =
        new Plot(AXIS, PLOT_TOP, width - AXIS - 12, height - PLOT_TOP - 14 - rows * LEGEND, curves);
    for (double share : new double[] {0, 0.5, 1}) {
      int y = plot.y(share * plot.top);
      add("<path class=\"grid\" d=\"M%d %dH%d\"/>", AXIS, y, width - 12);
      add(
          "<text class=\"dim\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          AXIS - 5, y + 4, Amount.text(panel.unit(), share * plot.top));
    }
    for (int i = 0; i < curves.size(); i++) {
      List<PanelReader.Point> points = curves.get(i).points();
      if (panel.look() == Look.STACKED) {
        String floor =
            i == 0 ? plot.axis(points) : plot.path(curves.get(i - 1).points().reversed());
        add(
            "<path class=\"area c%d\" d=\"%s%sZ\"/>",
            i, plot.path(points), floor.replace('M', 'L'));
      } else {
        add("<path class=\"line c%d\" d=\"%s\"/>", i, plot.path(points));
      }
    }
    legend(curves, width, height - rows * LEGEND);
  }

  private static int legendRows(List<PanelReader.Curve> curves, int width) {
    int rows = 1;
    int x = 10;
    for (PanelReader.Curve curve : curves) {
      if (x > 10 && x + legendWidth(curve) > width) {
        rows++;
        x = 10;
      }
      x += legendWidth(curve);
    }
    return rows;
  }

  private static int legendWidth(PanelReader.Curve curve) {
    return 28 + curve.name().length() * TEXT_WIDTH;
  }

  private void legend(List<PanelReader.Curve> curves, int width, int top) {
    int x = 10;
    int y = top + 8;
    for (int i = 0; i < curves.size(); i++) {
      int needed = legendWidth(curves.get(i));
      if (x > 10 && x + needed > width) {
        x = 10;
        y += LEGEND;
      }
      add("<circle class=\"c%d\" cx=\"%d\" cy=\"%d\" r=\"4\"/>", i, x + 4, y - 4);
      text("dim", x + 12, y, curves.get(i).name());
      x += needed;
    }
  }

  private void text(String classes, int x, int y, String text) {
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", classes, x, y, escaped(text));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Where values are in the frame. */
  private final class Plot {
    private final int left;
    private final int up;
    private final int wide;
    private final int high;
    private final double top;

    Plot(int left, int up, int wide, int high, List<PanelReader.Curve> curves) {
      this.left = left;
      this.up = up;
      this.wide = wide;
      this.high = high;
      this.top =
          rounded(
              curves.stream()
                  .flatMap(curve -> curve.points().stream())
                  .mapToDouble(PanelReader.Point::value)
                  .max()
                  .orElse(1));
    }

    /** The next number with one digit. */
    private static double rounded(double value) {
      if (value <= 0) {
        return 1;
      }
      double power = Math.pow(10, Math.floor(Math.log10(value)));
      return Math.ceil(value / power) * power;
    }

    int x(double time) {
      double start = span.start().toEpochMilli() / 1000.0;
      double end = span.end().toEpochMilli() / 1000.0;
      return left + (int) Math.round((time - start) / (end - start) * wide);
    }

    int y(double value) {
      return up + high - (int) Math.round(value / top * high);
    }

    /** With a gap where points are missing. */
    String path(List<PanelReader.Point> points) {
      StringBuilder path = new StringBuilder();
      double gap = 1.5 * span.step().toMillis() / 1000.0;
      for (int i = 0; i < points.size(); i++) {
        PanelReader.Point point = points.get(i);
        boolean isStart = i == 0 || Math.abs(point.time() - points.get(i - 1).time()) > gap;
        path.append(isStart ? 'M' : 'L')
            .append(x(point.time()))
            .append(' ')
            .append(y(point.value()));
      }
      return path.toString();
    }

    /** Back from the last to the first point. */
    String axis(List<PanelReader.Point> points) {
      return "L%d %dL%d %d"
          .formatted(x(points.getLast().time()), y(0), x(points.getFirst().time()), y(0));
    }
  }
}
