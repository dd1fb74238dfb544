package io.llmisvc.cli.report;

import io.llmisvc.cli.output.ForetoldImpact;
import io.llmisvc.cli.output.ImpactText;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.plan.PlannedChange;
import io.llmisvc.tree.FieldChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a change does: the totals, then each service that it reaches. */
final class ImpactView {
  private final ForetoldImpact foretold;
  private final List<PlanChange> reached;

  ImpactView(ForetoldImpact foretold) {
    this.foretold = foretold;
    reached = foretold.reached();
  }

  /** Where the page tells of a service; nothing where nothing changes. */
  Optional<String> anchor(NamespacedName service) {
    return IntStream.range(0, reached.size())
        .filter(i -> reached.get(i).service().equals(service))
        .mapToObj(i -> "i" + i)
        .findFirst();
  }

  void append(Html html) {
    html.open("section", "id", "impact").element("h2", "Impact");
    html.element("p", ImpactText.totals(foretold.impact()));
    for (int i = 0; i < reached.size(); i++) {
      PlanChange service = reached.get(i);
      html.open("details").element("summary", ImpactText.headline(service));
      html.open("ul", "id", "i" + i);
      service.children().forEach(child -> append(child, html));
      append("appears", service.appeared(), html);
      append("goes", service.gone(), html);
      ImpactText.outlook(
          foretold.outlook(service), (what, text) -> html.element("li", what + ": " + text));
      html.close("ul").close("details").line();
    }
    html.close("section").line();
  }

  private static void append(PlannedChange child, Html html) {
    html.open("li").text(ImpactText.child(child));
    List<FieldChange> fields = child.fields();
    if (!fields.isEmpty()) {
      html.open("ul");
      fields.forEach(field -> html.element("li", ImpactText.field(field)));
      html.close("ul");
    }
    html.close("li").line();
  }

  private static void append(String what, List<Finding> findings, Html html) {
    findings.forEach(finding -> html.element("li", what + ": " + ImpactText.finding(finding)));
  }
}
