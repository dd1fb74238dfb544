package io.llmisvc.cli.graph;

import io.llmisvc.cli.output.PlainLine;

/** A picture in the language of Graphviz. */
public final class DotText {
  private DotText() {}

  public static String of(Topology topology) {
    StringBuilder text =
        new StringBuilder(
            """
            digraph llmisvc {
              rankdir=LR
              node [shape=box, style=rounded, fontname="sans-serif", fontsize=10]
              edge [fontname="sans-serif", fontsize=9]
            """);
    for (Zone zone : topology.zones()) {
      text.append("  subgraph cluster_%s {\n".formatted(zone.id()));
      text.append("    label=\"%s\"\n".formatted(zone.title()));
      for (Thing thing : topology.in(zone)) {
        text.append(
            "    %s [label=\"%s\\n%s\"%s]\n"
                .formatted(
                    thing.id(),
                    escaped(thing.kind()),
                    escaped(thing.name()),
                    switch (thing.look()) {
                      case OWN -> "";
                      case OTHER -> ", style=\"rounded,dashed\"";
                      case BROKEN -> ", color=red, penwidth=2";
                    }));
      }
      text.append("  }\n");
    }
    for (Link link : topology.links()) {
      String label =
          link.label().isEmpty() ? "" : " [label=\"%s\"]".formatted(escaped(link.label()));
      text.append("  %s -> %s%s\n".formatted(link.from(), link.to(), label));
    }
    return text.append("}\n").toString();
  }

  /** Backslashes begin escapes, and ampersands entities. */
  private static String escaped(String text) {
    return PlainLine.of(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("&", "&amp;");
  }
}
