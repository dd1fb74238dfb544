package io.llmisvc.cli.report;

import io.llmisvc.model.Explanation.Beaten;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Source;
import java.util.stream.Collectors;

/**
 * The effective spec of one service, to fold and to search. Each value leads to its row among the
 * layers; what one layer says of an object is one block of YAML.
 */
final class SpecView {
  /** Lines of a block that is not folded. */
  private static final int SHORT = 4;

  private final String anchor;
  private final String service;
  private final LayerTable layers;
  private final SharedBlocks blocks;
  private final Html html;

  /**
   * @param anchor of the service within the page
   */
  SpecView(String anchor, String service, LayerTable layers, SharedBlocks blocks, Html html) {
    this.anchor = anchor;
    this.service = service;
    this.layers = layers;
    this.blocks = blocks;
    this.html = html;
  }

  /** All that is below the root of the spec. */
  void append(OriginTree root) {
    for (OriginTree.Group group : root.groups()) {
      group
          .source()
          .ifPresentOrElse(
              source -> appendGroup(group, source), () -> group.trees().forEach(this::appendMixed));
    }
  }

  private void appendGroup(OriginTree.Group group, Source source) {
    String value = ShownValue.whole(OriginTree.value(group.trees()));
    OriginTree first = group.trees().getFirst();
    String style = "l " + LayerLook.style(source.layer());
    html.open("div", "class", style);
    appendLink(first, source);
    if (value.lines().count() <= SHORT && value.length() < SharedBlocks.LONG) {
      html.element("pre", value).close("div").line();
      return;
    }
    html.open("details").open("summary").element("b", labels(group)).text(": ");
    html.text(ShownValue.count(group.values())).close("summary");
    blocks.append(value, service, html);
    html.close("details").close("div").line();
  }

  private static String labels(OriginTree.Group group) {
    return group.trees().stream().map(OriginTree::label).collect(Collectors.joining(", "));
  }

  private void appendMixed(OriginTree tree) {
    if (tree.entry().isPresent()) {
      appendContested(tree, tree.entry().get());
    }
    if (!tree.children().isEmpty()) {
      OriginTree inner = tree;
      StringBuilder label = new StringBuilder(tree.label());
      while (inner.isPassage()) {
        inner = inner.children().iterator().next();
        label.append(' ').append(inner.label());
      }
      html.open("details", "class", "m", "open", "");
      html.open("summary").element("b", label.toString()).text(":").close("summary");
      append(inner);
      html.close("details").line();
    }
  }

  /** The value in full, and what it beat, the highest first. */
  private void appendContested(OriginTree tree, Entry entry) {
    String value = ShownValue.whole(entry.value());
    html.open("div", "class", "l " + LayerLook.style(entry.source().layer()));
    appendLink(tree, entry.source());
    html.element("b", tree.label()).text(": ");
    if (value.indexOf('\n') < 0) {
      html.element("code", value);
    }
    for (Beaten beaten : entry.beaten().reversed()) {
      html.open("small")
          .text(" beat ")
          .element("s", ShownValue.line(beaten.value()))
          .text(" of " + LayerLook.name(beaten.source()))
          .close("small");
    }
    if (value.indexOf('\n') >= 0) {
      blocks.append(value, service, html);
    }
    html.close("div").line();
  }

  private void appendLink(OriginTree tree, Source source) {
    String row = "#" + anchor + "r" + layers.rowOf(tree);
    html.element("a", LayerLook.name(source), "href", row);
  }
}
