package io.llmisvc.cli.report;

import io.llmisvc.cli.graph.SvgPicture;
import io.llmisvc.cli.output.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole page in one file: it loads nothing, and all of it can be read without its script. The
 * same content gives the same bytes.
 */
public final class ReportPage {
  private static final String TITLE = "LLMInferenceServices";

  private ReportPage() {}

  public static String of(ReportContent content, PageParts parts) {
    Html html = new Html();
    appendHead(parts, html);
    @Nullable ImpactView impact =
        content.impact() == null ? null : new ImpactView(content.impact());
    html.open("body").element("a", "Skip to the services", "class", "skip", "href", "#main");
    html.open("header").element("h1", TITLE).element("p", totals(content.services()));
    html.open("p", "class", "tools", "hidden", "");
    html.open("label", "for", "search").text("Search all services").close("label");
    html.open("input", "type", "search", "id", "search").text(" ");
    html.open("output", "for", "search", "id", "found").close("output");
    html.element("button", "Dark", "type", "button", "id", "theme", "aria-pressed", "false");
    html.close("p").close("header").line();
    html.open("main", "id", "main", "tabindex", "-1");
    IndexView.append(content.services(), impact, html);
    if (impact != null) {
      impact.append(html);
    }
    appendConfigs(content.configs(), html);
    SharedBlocks blocks = new SharedBlocks();
    for (int i = 0; i < content.services().size(); i++) {
      new ServiceView("s" + i, content.services().get(i), blocks, html).append();
    }
    html.trusted(SvgPicture.tip());
    html.close("main").open("script").trusted(parts.script()).close("script");
    return html.close("body").close("html").line().toString();
  }

  private static void appendHead(PageParts parts, Html html) {
    html.trusted("<!doctype html>\n").open("html", "lang", "en").open("head");
    html.open("meta", "charset", "utf-8");
    html.open("meta", "http-equiv", "Content-Security-Policy", "content", parts.policy());
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", TITLE);
    html.open("style").trusted(parts.style()).close("style").close("head").line();
  }

  private static String totals(List<ReportedService> services) {
    long accelerators = services.stream().mapToLong(service -> service.plan().accelerators()).sum();
    long broken = services.stream().filter(ReportedService::hasErrors).count();
    return "%d %s; %d accelerators; %d with errors"
        .formatted(
            services.size(), services.size() == 1 ? "service" : "services", accelerators, broken);
  }

  private static void appendConfigs(List<Report> configs, Html html) {
    List<Report> told = configs.stream().filter(config -> !config.findings().isEmpty()).toList();
    if (told.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Findings about configs");
    for (Report config : told) {
      html.element("h3", config.id().toString());
      FindingsView.append(config.findings(), html);
    }
    html.close("section").line();
  }
}
