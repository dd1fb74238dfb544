package io.llmisvc.cli.graph;

import io.llmisvc.cli.output.PlainLine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A picture as SVG, with titles for those who do not see it. As a file it needs nothing else, and
 * follows the reader's choice of dark or light; in a page it takes its colours from there.
 */
public final class SvgPicture {
  private static final int LONGEST = 41;

  private static final String TIP =
      """
      <marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
      <path class="tip" d="M0 0 8 4 0 8z"/></marker>""";

  private static final String STYLE =
      """
      <style>
      svg { color-scheme: light dark; background: #ffffff; font: 11px ui-monospace, monospace; }
      text { fill: #1b1f24; }
      .head { font: bold 13px system-ui, sans-serif; }
      .kind, .label { fill: #57606a; }
      .label { font-size: 10px; text-anchor: middle; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
      rect { stroke: #57606a; fill: #f6f8fa; }
      .configs rect { fill: #fff3d6; }
      .services rect { fill: #dbeafe; }
      .children rect { fill: #e3f6e5; }
      .pools rect { fill: #efe4fb; }
      .routes rect, .gateways rect { fill: #fde4e4; }
      .other rect { stroke-dasharray: 4 3; }
      .broken rect { stroke: #c0392b; stroke-width: 3px; }
      .link { fill: none; stroke: #8c959f; }
      .tip { fill: #8c959f; }
      @media (prefers-color-scheme: dark) {
        svg { background: #0d1117; }
        text { fill: #e6edf3; }
        .kind, .label { fill: #9da7b3; }
        .label { stroke: #0d1117; }
        rect { stroke: #9da7b3; fill: #161b22; }
        .configs rect { fill: #3a2f12; }
        .services rect { fill: #12294a; }
        .children rect { fill: #14321a; }
        .pools rect { fill: #2c1c43; }
        .routes rect, .gateways rect { fill: #421a1d; }
        .broken rect { stroke: #ff7b72; }
        .link { stroke: #6e7681; }
        .tip { fill: #6e7681; }
      }
      </style>
      <defs>%s</defs>
      """
          .formatted(TIP);

  /** The page has the same in its style. */
  private static final String BOX =
      " width=\"%d\" height=\"%d\" rx=\"6\"".formatted(SvgLayout.WIDTH, SvgLayout.HEIGHT);

  private final Topology topology;
  private final boolean isFile;
  private final SvgLayout layout;
  private final Map<String, Thing> things;

  private SvgPicture(Topology topology, boolean isFile) {
    this.topology = topology;
    this.isFile = isFile;
    layout = new SvgLayout(topology);
    things = topology.things().stream().collect(Collectors.toMap(Thing::id, thing -> thing));
  }

  public static String of(Topology topology) {
    SvgPicture picture = new SvgPicture(topology, true);
    return picture.head() + STYLE + picture.body();
  }

  /**
   * One of many in a page of HTML, without what all of them have alike: the style, the size of
   * boxes, {@link #tip}, and what is said of each link.
   *
   * @param title what those who do not see it are told
   */
  public static String inPage(Topology topology, String title) {
    SvgPicture picture = new SvgPicture(topology, false);
    return "<svg width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\"><title>%3$s</title>\n"
            .formatted(picture.layout.width(), picture.layout.height(), escaped(title))
        + picture.body();
  }

  /** The end of every link of a page; it has the id {@code tip}. */
  public static String tip() {
    return "<svg width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>" + TIP + "</defs></svg>\n";
  }

  private String head() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        role="img" aria-labelledby="title desc">
        <title id="title">LLMInferenceServices</title>
        <desc id="desc">%3$s</desc>
        """
        .formatted(layout.width(), layout.height(), escaped(topology.summary()));
  }

  private String body() {
    StringBuilder text = new StringBuilder();
    topology.links().forEach(link -> text.append(line(link)));
    List<Zone> zones = topology.zones();
    for (Zone zone : zones) {
      text.append(
          "<g class=\"%s\">\n<text class=\"head\" x=\"%d\" y=\"26\">%s</text>\n"
              .formatted(zone.id(), layout.x(zones.indexOf(zone)), zone.title()));
      topology.in(zone).forEach(thing -> text.append(box(thing)));
      text.append("</g>\n");
    }
    topology.links().forEach(link -> text.append(label(link)));
    return text.append("</svg>\n").toString();
  }

  private String box(Thing thing) {
    SvgLayout.Spot spot = layout.spot(thing.id());
    String kind = cut(thing.kind());
    String name = cut(thing.name());
    boolean isWhole = isWhole(kind, thing.kind()) && isWhole(name, thing.name());
    return """
        <g class="%s">%s
        <rect x="%d" y="%d"%s/>
        <text class="kind" x="%d" y="%d">%s</text>
        <text x="%d" y="%d">%s</text></g>
        """
        .formatted(
            thing.look().name().toLowerCase(Locale.ROOT),
            isFile || !isWhole ? title(thing.kind() + " " + thing.name()) : "",
            spot.x(),
            spot.y(),
            isFile ? BOX : "",
            spot.x() + 9,
            spot.y() + 17,
            escaped(kind),
            spot.x() + 9,
            spot.y() + 33,
            escaped(name));
  }

  private static boolean isWhole(String shown, String text) {
    return shown.equals(PlainLine.of(text));
  }

  private static String title(String text) {
    return "<title>" + escaped(text) + "</title>";
  }

  private String line(Link link) {
    Curve curve = curve(link);
    return isFile
        ? "<path class=\"link\" marker-end=\"url(#tip)\" d=\"%s\">%s</path>\n"
            .formatted(curve.path(), title(said(link)))
        : "<path d=\"%s\"/>".formatted(curve.path());
  }

  /** Over the boxes, so that none hides it. */
  private String label(Link link) {
    Curve curve = curve(link);
    return link.label().isEmpty()
        ? ""
        : "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(curve.labelX(), curve.labelY(), escaped(cut(link.label())));
  }

  private String said(Link link) {
    return "%s to %s%s"
        .formatted(
            name(link.from()), name(link.to()), link.label().isEmpty() ? "" : ": " + link.label());
  }

  private String name(String id) {
    Thing thing = things.get(id);
    return thing == null ? id : thing.kind() + " " + thing.name();
  }

  private record Curve(String path, int labelX, int labelY) {}

  private Curve curve(Link link) {
    SvgLayout.Spot from = layout.spot(link.from());
    SvgLayout.Spot to = layout.spot(link.to());
    boolean isBeside = from.column() == to.column();
    boolean isBack = from.column() > to.column();
    int x1 = from.x() + (isBack ? 0 : SvgLayout.WIDTH);
    int x2 = to.x() + (isBack || isBeside ? SvgLayout.WIDTH : 0);
    int y1 = from.middle();
    int y2 = to.middle();
    int bend = isBeside ? 44 : Math.max(36, Math.abs(x2 - x1) / 2);
    int c1 = x1 + (isBack ? -bend : bend);
    int c2 = x2 + (isBack || isBeside ? bend : -bend);
    return new Curve(
        "M%d %dC%d %d %d %d %d %d".formatted(x1, y1, c1, y1, c2, y2, x2, y2),
        (x1 + x2 + 3 * (c1 + c2)) / 8,
        (y1 + y2) / 2 + 3);
  }

  /** The beginning and the end of what is too long; the whole is in the title. */
  private static String cut(String text) {
    String line = PlainLine.of(text);
    int[] all = line.codePoints().toArray();
    int room = line.chars().allMatch(one -> one < 0x2000) ? LONGEST : LONGEST / 2;
    if (all.length <= room) {
      return line;
    }
    int half = (room - 1) / 2;
    return new String(all, 0, half) + "…" + new String(all, all.length - half, half);
  }

  private static String escaped(String text) {
    return PlainLine.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
