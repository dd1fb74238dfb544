package io.llmisvc.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services as a table, each leading to its section. */
final class IndexView {
  private IndexView() {}

  static void append(List<ReportedService> services, @Nullable ImpactView impact, Html html) {
    html.open("section", "id", "index").element("h2", "Services");
    html.openWide("wide", "Index of services");
    html.open("table").open("thead").open("tr");
    for (String column : List.of("Service", "Model", "Pods", "Accelerators", "Findings")) {
      html.element("th", column, "scope", "col");
    }
    if (impact != null) {
      html.element("th", "Impact", "scope", "col");
    }
    html.close("tr").close("thead").open("tbody").line();
    for (int i = 0; i < services.size(); i++) {
      append(services.get(i), "#s" + i, impact, html);
    }
    html.close("tbody").close("table").close("div").close("section").line();
  }

  private static void append(
      ReportedService service, String section, @Nullable ImpactView impact, Html html) {
    html.open("tr").open("th", "scope", "row");
    html.element("a", service.id().toString(), "href", section).close("th");
    html.element("td", service.model()).element("td", service.pattern());
    html.open("td").text(service.plan().accelerators()).close("td");
    html.open("td", "class", service.hasErrors() ? "error" : "");
    html.text(FindingsView.counts(service.findings())).close("td");
    if (impact != null) {
      html.open("td");
      impact
          .anchor(service.id())
          .ifPresentOrElse(
              anchor -> html.element("a", "changes", "href", "#" + anchor),
              () -> html.text("none"));
      html.close("td");
    }
    html.close("tr").line();
  }
}
