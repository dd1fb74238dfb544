package io.llmisvc.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmisvc.metrics.Metric;
import io.llmisvc.testing.Grafana;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules for dashboards: they ask for what there is, and say what they show. */
class DashboardsTest {
  private static final List<Dashboard> ALL = Dashboards.ALL;

  /** A metric of ours, with what is in the braces behind it. */
  private static final Pattern SELECTOR = Pattern.compile("(llmisvc_\\w+)(?:\\{([^}]*)})?");

  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|!~|!=|=)\"[^\"]*\"");

  /** Given by Prometheus to any series. */
  private static final String INSTANCE = "instance";

  @TempDir private Path directory;

  private record Use(String name, Set<String> labels) {}

  @ParameterizedTest
  @FieldSource("ALL")
  void asksForMetricsThatThereAreByTheirLabels(Dashboard dashboard) {
    List<String> expressions = new ArrayList<>();
    dashboard.variables().forEach(variable -> expressions.add(variable.query()));
    dashboard
        .panels()
        .flatMap(panel -> panel.queries().stream())
        .map(Query::expression)
        .forEach(expressions::add);
    for (String expression : expressions) {
      for (Use use : uses(expression)) {
        assertThat(metrics(use.name())).as(use.name()).hasSize(1);
        assertThat(metrics(use.name()).getFirst().labels())
            .as(expression)
            .containsAll(use.labels());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void groupsByLabelsThatThereAre(Dashboard dashboard) {
    dashboard
        .panels()
        .flatMap(panel -> panel.queries().stream())
        .filter(query -> !uses(query.expression()).isEmpty())
        .forEach(
            query -> {
              Set<String> known = new HashSet<>(Set.of(INSTANCE));
              uses(query.expression())
                  .forEach(use -> known.addAll(metrics(use.name()).getFirst().labels()));
              assertThat(known).as(query.expression()).containsAll(grouped(query));
            });
  }

  /** A legend with a label that the query has aggregated away shows nothing. */
  @ParameterizedTest
  @FieldSource("ALL")
  void namesSeriesByWhatTellsThemApart(Dashboard dashboard) {
    dashboard
        .panels()
        .filter(panel -> panel.look() != Look.TABLE)
        .forEach(
            panel ->
                panel
                    .queries()
                    .forEach(
                        query ->
                            assertThat(LEGEND_LABEL.matcher(query.legend()).results())
                                .as(query.expression())
                                .extracting(found -> found.group(1))
                                .containsExactlyInAnyOrderElementsOf(
                                    panel.look() == Look.NUMBER ? Set.of() : grouped(query))));
  }

  @Test
  void showsEachMetric() {
    // Given
    Set<String> shown = new TreeSet<>();
    ALL.stream()
        .flatMap(Dashboard::panels)
        .flatMap(panel -> panel.queries().stream())
        .flatMap(query -> uses(query.expression()).stream())
        .forEach(use -> metrics(use.name()).forEach(metric -> shown.add(metric.name())));
    // Then
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Metric.values()).map(Metric::name).toList());
  }

  @Test
  void hasTitlesAndNamesOfItsOwn() {
    assertThat(ALL).extracting(Dashboard::uid).doesNotHaveDuplicates();
    assertThat(ALL).extracting(Dashboard::title).doesNotHaveDuplicates();
    for (Dashboard dashboard : ALL) {
      assertThat(dashboard.rows()).extracting(Row::title).doesNotHaveDuplicates();
      assertThat(dashboard.panels().map(Panel::title)).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void saysWhatEachPanelShows(Dashboard dashboard) throws IOException {
    for (JsonNode panel : panels(dashboard)) {
      if (!isRow(panel)) {
        assertThat(panel.path("description").asText()).matches("(?s)[A-Z].*\\.");
        assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotEmpty();
        assertThat(panel.path("targets")).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void putsPanelsBesideEachOther(Dashboard dashboard) throws IOException {
    List<Rectangle> placed = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : panels(dashboard)) {
      JsonNode at = panel.path("gridPos");
      Rectangle place =
          new Rectangle(
              at.path("x").asInt(),
              at.path("y").asInt(),
              at.path("w").asInt(),
              at.path("h").asInt());
      assertThat(place.getMaxX()).isLessThanOrEqualTo(24);
      assertThat(placed).noneMatch(place::intersects);
      placed.add(place);
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
    }
  }

  /** So it works beside any Prometheus, and an import overwrites what an earlier one made. */
  @ParameterizedTest
  @FieldSource("ALL")
  void asksTheDataSourceThatTheUserChooses(Dashboard dashboard) throws IOException {
    JsonNode json = new ObjectMapper().readTree(GrafanaJson.text(dashboard));
    assertThat(json.at("/templating/list/0/type").asText()).isEqualTo("datasource");
    assertThat(json.path("panels").findValues("datasource"))
        .isNotEmpty()
        .allMatch(source -> source.path("uid").asText().equals("${datasource}"));
    assertThat(json.path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(json.path("timezone").asText()).isEqualTo("browser");
    assertThat(json.has("id")).isFalse();
  }

  @Test
  void areWhatGrafanaReads() throws IOException {
    // Given
    List<String> files = new ArrayList<>();
    for (Dashboard dashboard : ALL) {
      Path file = directory.resolve(dashboard.uid() + ".json");
      files.add(Files.writeString(file, GrafanaJson.text(dashboard)).toString());
    }
    // Then
    assertThat(Grafana.faults(files)).isEmpty();
    // Given
    Path odd = directory.resolve("odd.json");
    Files.writeString(odd, GrafanaJson.text(ALL.getFirst()).replace("\"expr\"", "\"query\""));
    // Then
    assertThat(Grafana.faults(List.of(odd.toString()))).contains("unexpected field 'query'");
  }

  @Test
  void replacesVariablesByTheirWholeNames() {
    assertThat(
            new Query("up{a=\"$name\",b=\"$namespace\"}", "")
                .with(Map.of("name", "n", "namespace", "s")))
        .isEqualTo("up{a=\"n\",b=\"s\"}");
  }

  private static Set<Use> uses(String expression) {
    Set<Use> uses = new HashSet<>();
    Matcher selector = SELECTOR.matcher(expression);
    while (selector.find()) {
      Set<String> labels = new HashSet<>();
      if (selector.group(2) != null) {
        MATCHER.matcher(selector.group(2)).results().forEach(it -> labels.add(it.group(1)));
      }
      uses.add(new Use(selector.group(1), labels));
    }
    return uses;
  }

  private static List<Metric> metrics(String series) {
    return Arrays.stream(Metric.values()).filter(metric -> isOf(metric, series)).toList();
  }

  private static boolean isOf(Metric metric, String series) {
    String name = metric.prometheusName();
    return metric.type() == Metric.Type.HISTOGRAM
        ? series.matches(name + "_(bucket|sum|count)")
        : series.equals(name);
  }

  private static Set<String> grouped(Query query) {
    Set<String> labels = new TreeSet<>();
    GROUPING
        .matcher(query.expression())
        .results()
        .map(MatchResult::group)
        .map(text -> text.replaceFirst("by \\(", "").replace(")", ""))
        .forEach(text -> labels.addAll(List.of(text.split(", "))));
    labels.remove("le");
    return labels;
  }

  private static JsonNode panels(Dashboard dashboard) throws IOException {
    JsonNode panels = new ObjectMapper().readTree(GrafanaJson.text(dashboard)).path("panels");
    assertThat(panels).isNotEmpty();
    return panels;
  }

  private static boolean isRow(JsonNode panel) {
    return panel.path("type").asText().equals("row");
  }
}
