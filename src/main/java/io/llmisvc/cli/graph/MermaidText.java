package io.llmisvc.cli.graph;

import io.llmisvc.cli.output.PlainLine;
import java.util.stream.Collectors;

/** A picture in the language of Mermaid, which Markdown on many sites shows. */
public final class MermaidText {
  private MermaidText() {}

  public static String of(Topology topology) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    text.append("  accTitle: LLMInferenceServices\n");
    text.append("  accDescr: %s\n".formatted(topology.summary()));
    for (Zone zone : topology.zones()) {
      text.append("  subgraph %s[\"%s\"]\n".formatted(zone.id(), zone.title()));
      for (Thing thing : topology.in(zone)) {
        text.append(
            "    %s[\"%s<br/>%s\"]%s\n"
                .formatted(
                    thing.id(),
                    escaped(thing.kind()),
                    escaped(thing.name()),
                    switch (thing.look()) {
                      case OWN -> "";
                      case OTHER -> ":::other";
                      case BROKEN -> ":::broken";
                    }));
      }
      text.append("  end\n");
    }
    for (Link link : topology.links()) {
      String label = link.label().isEmpty() ? "" : "|\"%s\"|".formatted(escaped(link.label()));
      text.append("  %s -->%s %s\n".formatted(link.from(), label, link.to()));
    }
    return text.append("  classDef other stroke-dasharray: 4 3\n")
        .append("  classDef broken stroke: #c0392b, stroke-width: 3px\n")
        .toString();
  }

  /** Whatever could mean something to Mermaid, by its number. */
  private static String escaped(String text) {
    return PlainLine.of(text)
        .codePoints()
        .mapToObj(one -> isPlain(one) ? Character.toString(one) : "#" + one + ";")
        .collect(Collectors.joining());
  }

  private static boolean isPlain(int one) {
    return one < 128 && (Character.isLetterOrDigit(one) || " ./-_,:".indexOf(one) >= 0);
  }
}
