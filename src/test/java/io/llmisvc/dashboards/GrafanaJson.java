package io.llmisvc.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A dashboard as Grafana 11 and newer take it. */
final class GrafanaJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final int SCHEMA = 39;
  private static final String TAG = "llmisvc";

  private final Dashboard dashboard;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode panels = JsonNodeFactory.instance.arrayNode();

  private GrafanaJson(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  static String text(Dashboard dashboard) {
    try {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
      printer.indentArraysWith(INDENT);
      printer.indentObjectsWith(INDENT);
      return JSON.writer(printer).writeValueAsString(new GrafanaJson(dashboard).tree()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode tree() {
    root.put("uid", dashboard.uid());
    root.put("title", dashboard.title());
    root.put("description", dashboard.description());
    root.putArray("tags").add(TAG);
    root.put("schemaVersion", SCHEMA);
    root.put("timezone", "browser");
    root.put("refresh", "30s");
    root.put("graphTooltip", 1);
    root.put("editable", true);
    root.putObject("time").put("from", "now-6h").put("to", "now");
    root.putArray("links")
        .addObject()
        .put("title", "LLM inference services")
        .put("type", "dashboards")
        .put("icon", "external link")
        .put("tooltip", "")
        .put("targetBlank", false)
        .put("asDropdown", true)
        .put("includeVars", true)
        .put("keepTime", true)
        .putArray("tags")
        .add(TAG);
    root.putObject("annotations").putArray("list");
    variables(root.putObject("templating").putArray("list"));
    PanelGrid.of(dashboard.rows()).forEach(this::place);
    root.set("panels", panels);
    return root;
  }

  private void variables(ArrayNode list) {
    list.addObject()
        .put("name", "datasource")
        .put("label", "Data source")
        .put("type", "datasource")
        .put("query", "prometheus");
    for (Variable variable : dashboard.variables()) {
      ObjectNode entry =
          list.addObject()
              .put("name", variable.name())
              .put("label", variable.label())
              .put("type", "query")
              .put("definition", variable.query())
              .put("refresh", 2)
              .put("sort", 1);
      entry.putObject("query").put("query", variable.query()).put("refId", variable.name());
      source(entry);
    }
  }

  private void place(PanelGrid.Place place) {
    ObjectNode node = panels.addObject().put("id", panels.size());
    node.putObject("gridPos")
        .put("x", place.x())
        .put("y", place.y())
        .put("w", place.width())
        .put("h", place.height());
    switch (place.content()) {
      case PanelGrid.Heading heading ->
          node.put("type", "row")
              .put("title", heading.title())
              .put("collapsed", false)
              .putArray("panels");
      case PanelGrid.Shown shown -> panel(shown.panel(), node);
    }
  }

  private static void panel(Panel panel, ObjectNode node) {
    Look look = panel.look();
    node.put("type", look.type()).put("title", panel.title());
    node.put("description", panel.description());
    source(node);
    ObjectNode field = node.putObject("fieldConfig");
    ObjectNode defaults = field.putObject("defaults").put("unit", panel.unit().id());
    judge(panel, defaults);
    ArrayNode overrides = field.putArray("overrides");
    ObjectNode options = node.putObject("options");
    switch (look) {
      case NUMBER, NAME -> {
        options.put("textMode", look == Look.NAME ? "name" : "value");
        options.put("graphMode", look == Look.NAME ? "none" : "area");
        options.put("colorMode", "value").put("justifyMode", "auto").put("orientation", "auto");
        options.put("wideLayout", true).put("showPercentChange", false);
        options.put("percentChangeColorMode", "standard");
        options
            .putObject("reduceOptions")
            .put("values", false)
            .putArray("calcs")
            .add("lastNotNull");
      }
      case LINES, STACKED -> {
        ObjectNode custom = defaults.putObject("custom").put("fillOpacity", 10);
        if (look == Look.STACKED) {
          custom.put("fillOpacity", 40).putObject("stacking").put("mode", "normal");
        }
        defaults.put("min", 0);
        legend(options, true);
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
      }
      case STATES -> {
        options.put("mergeValues", true).put("showValue", "never").put("rowHeight", 0.9);
        legend(options, false);
        options.putObject("tooltip").put("mode", "single").put("sort", "none");
      }
      case TABLE -> {
        options.put("showHeader", true).put("frameIndex", 0);
        table(panel, node, overrides);
      }
    }
    queries(panel, node.putArray("targets"));
  }

  private static void legend(ObjectNode options, boolean isShown) {
    options
        .putObject("legend")
        .put("displayMode", "list")
        .put("placement", "bottom")
        .put("showLegend", isShown)
        .putArray("calcs");
  }

  private static void judge(Panel panel, ObjectNode defaults) {
    boolean isJudged = panel.judgement() != Judgement.NONE;
    boolean isLine = panel.look() == Look.LINES || panel.look() == Look.STACKED;
    defaults.putObject("color").put("mode", isLine ? "palette-classic" : "thresholds");
    if (panel.judgement() == Judgement.ANY_IS_BAD) {
      defaults.put("noValue", "none");
    }
    List<Judgement.Step> steps =
        (!isJudged && panel.look() == Look.STATES ? Judgement.ONE_IS_GOOD : panel.judgement())
            .steps();
    ArrayNode list = defaults.putObject("thresholds").put("mode", "absolute").putArray("steps");
    steps.forEach(step -> list.addObject().put("color", step.colour()).put("value", step.from()));
  }

  /** Without the time; a service's name leads to its dashboard. */
  private static void table(Panel panel, ObjectNode node, ArrayNode overrides) {
    Query query = panel.queries().getFirst();
    ObjectNode organize = node.putArray("transformations").addObject().put("id", "organize");
    ObjectNode columns = organize.putObject("options");
    columns.putObject("excludeByName").put("Time", true);
    columns.putObject("renameByName").put("Value", query.legend());
    if (query.expression().contains("llmisvc_service_")) {
      ObjectNode name = overrides.addObject();
      name.putObject("matcher").put("id", "byName").put("options", "name");
      name.putArray("properties")
          .addObject()
          .put("id", "links")
          .putArray("value")
          .addObject()
          .put("title", "This service")
          .put(
              "url",
              "/d/%s?var-namespace=${__data.fields.namespace}&var-name=${__data.fields.name}"
                  .formatted(ServiceDashboard.UID));
    }
  }

  private static void queries(Panel panel, ArrayNode targets) {
    boolean isTable = panel.look() == Look.TABLE;
    for (Query query : panel.queries()) {
      ObjectNode target =
          targets
              .addObject()
              .put("refId", String.valueOf((char) ('A' + targets.size() - 1)))
              .put("expr", query.expression())
              .put("legendFormat", query.legend())
              .put("format", isTable ? "table" : "time_series")
              .put("instant", isTable)
              .put("range", !isTable)
              .put("editorMode", "code");
      source(target);
    }
  }

  private static void source(ObjectNode node) {
    node.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
  }
}
