package io.llmisvc.cli.report;

import java.util.HashMap;
import java.util.Map;

/** Long texts that many services have alike, such as the start script of a preset: each is once. */
final class SharedBlocks {
  /** Characters from which it is worth the way to the other place. */
  static final int LONG = 1000;

  private final Map<String, Block> first = new HashMap<>();

  private record Block(String id, String service) {}

  /** A text in full, or where it stands already. */
  void append(String text, String service, Html html) {
    if (text.length() < LONG) {
      html.element("pre", text, "tabindex", "0");
      return;
    }
    Block known = first.get(text);
    if (known != null) {
      html.open("p")
          .element("a", "The same as in " + known.service(), "href", "#" + known.id())
          .text(", %d characters".formatted(text.length()))
          .close("p");
      return;
    }
    Block block = new Block("t" + first.size(), service);
    first.put(text, block);
    html.element("pre", text, "id", block.id(), "tabindex", "0");
  }
}
