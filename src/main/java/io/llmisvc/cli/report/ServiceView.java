package io.llmisvc.cli.report;

import io.llmisvc.cli.graph.SvgPicture;
import io.llmisvc.cli.graph.Topology;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import java.util.List;
import java.util.stream.Collectors;

/** All about one service. */
final class ServiceView {
  private final String anchor;
  private final ReportedService service;
  private final SharedBlocks blocks;
  private final Html html;

  ServiceView(String anchor, ReportedService service, SharedBlocks blocks, Html html) {
    this.anchor = anchor;
    this.service = service;
    this.blocks = blocks;
    this.html = html;
  }

  void append() {
    html.open("section", "class", "service", "id", anchor);
    html.element("h2", service.id().toString());
    html.open("p").text(summary()).text(" ").element("a", "Index", "href", "#index").close("p");
    if (!service.findings().isEmpty()) {
      html.element("h3", "Findings");
      FindingsView.append(service.findings(), html);
    }
    html.element("h3", "Topology");
    html.openWide("wide", "Topology of " + service.id());
    html.trusted(SvgPicture.inPage(Topology.of(List.of(service.plan())), topology()));
    html.close("div");
    appendChildren();
    if (!service.explanation().entries().isEmpty()) {
      appendSpec(OriginTree.of(service.explanation()));
    }
    html.close("section").line();
  }

  private String summary() {
    String text = service.pattern();
    text += service.model().isEmpty() ? "." : ", model " + service.model() + ".";
    long accelerators = service.plan().accelerators();
    return accelerators == 0 ? text : text + " Accelerators in all: " + accelerators + ".";
  }

  /** The picture in words; the children are listed below it. */
  private String topology() {
    int layers = service.plan().composition().applied().size();
    int children = service.plan().children().size();
    return "%s is composed of %d configs and its own spec, and becomes %d children"
        .formatted(service.id(), layers, children);
  }

  private void appendChildren() {
    html.open("details").open("summary");
    html.element("h3", "%d children".formatted(service.plan().children().size()));
    html.close("summary").open("ul");
    for (Child child : service.plan().children()) {
      html.element("li", child.key().toString());
    }
    html.close("ul");
    String absent =
        service.plan().absent().stream()
            .map(AbsentChild::key)
            .map(key -> key.kind().kind())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!absent.isEmpty()) {
      html.element("p", "Of these kinds some must not exist: " + absent + ".");
    }
    html.close("details").line();
  }

  private void appendSpec(OriginTree tree) {
    LayerTable layers = LayerTable.of(tree, service.plan().composition());
    html.open("details", "class", "spec").open("summary");
    html.element("h3", "Effective spec").close("summary").line();
    SpecView spec = new SpecView(anchor, service.id().toString(), layers, blocks, html);
    tree.children().forEach(spec::append);
    html.close("details").line();
    html.open("details").open("summary");
    html.element("h3", "Layers side by side").close("summary");
    html.openWide("wide tall", "Layers of " + service.id());
    LayersView.append(anchor, layers, html);
    html.close("div");
    html.close("details").line();
  }
}
