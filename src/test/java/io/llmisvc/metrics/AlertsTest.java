package io.llmisvc.metrics;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.llmisvc.status.condition.Reason;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.Prometheus;
import io.llmisvc.testing.PrometheusRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped alerts say, when they fire and when they do not, by the real promtool. */
class AlertsTest {
  private static final Path CASES = Path.of("src/test/resources/monitoring");
  private static final Path RUNBOOKS = Path.of("docs/runbooks");
  private static final Path INDEX = Path.of("docs/monitoring.md");
  private static final String REPOSITORY = "https://github.com/llmisvc/llmisvc/blob/main/";
  private static final List<String> HEADINGS =
      List.of("## Meaning", "## Impact", "## Diagnosis", "## Mitigation");

  /** What Prometheus and its operator add to what is scraped. */
  private static final Set<String> OF_TARGETS = Set.of("job", "namespace", "pod", "instance", "le");

  private static final Pattern METRIC = Pattern.compile("\\b(?<!:)llmisvc_[a-z_]+\\b(?!:)");
  private static final Pattern MATCHERS = Pattern.compile("(llmisvc_[a-z_]+)\\{([^}]*)\\}");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=~?\"|([a-z_]+)!=");
  private static final Pattern GROUPED =
      Pattern.compile("(?:by|on) \\(([a-z_, ]*)\\) \\(+\\s*(llmisvc_[a-z_]+)");
  private static final Pattern RECORDED =
      Pattern.compile("\\b(llm_inference_service|llmisvc|namespace):[a-z_:0-9]+\\b");
  private static final Pattern PROMQL = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private Path work;

  @Test
  void areRulesWithoutFault() {
    // Given
    Path rules = work.resolve("rules.yml");
    PrometheusRules.write(rules);
    // When
    Command.Result checked =
        Prometheus.promtool("check", "rules", "--lint=all", "--lint-fatal", rules.toString());
    // Then
    assertThat(checked.status()).as(checked.out() + checked.err()).isZero();
  }

  @Test
  void fireWhenTheyShould() throws IOException {
    // Given
    PrometheusRules.write(work.resolve("rules.yml"));
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    for (Path file : files(CASES, ".yaml")) {
      JsonNode cases = YAML.readTree(file.toFile());
      cases.findValues("alert_rule_test").forEach(tests -> tests.forEach(AlertsTest::complete));
      Path completed = work.resolve(file.getFileName());
      YAML.writeValue(completed.toFile(), cases);
      arguments.add(completed.toString());
    }
    // When
    Command.Result tested = Prometheus.promtool(arguments.toArray(String[]::new));
    // Then
    assertThat(tested.status()).as(tested.out() + tested.err()).isZero();
  }

  @Test
  void eachHaveCasesOfFiringAndNotFiring() throws IOException {
    // When
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Path file : files(CASES, ".yaml")) {
      for (JsonNode tests : YAML.readTree(file.toFile()).findValues("alert_rule_test")) {
        for (JsonNode test : tests) {
          (test.path("exp_alerts").isEmpty() ? silent : firing)
              .add(test.path("alertname").asText());
        }
      }
    }
    // Then
    assertThat(firing).containsExactlyInAnyOrderElementsOf(names());
    assertThat(silent).containsAll(names());
  }

  @Test
  void sayWhatToDo() {
    assertThat(PrometheusRules.alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              String name = alert.path("alert").asText();
              assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
              assertThat(alert.path("annotations").fieldNames())
                  .toIterable()
                  .containsExactly("summary", "description", "runbook_url");
              assertThat(alert.at("/annotations/runbook_url").asText())
                  .isEqualTo(REPOSITORY + RUNBOOKS.resolve(name + ".md"));
            });
  }

  @Test
  void haveARunbookEach() throws IOException {
    // When
    List<Path> pages = files(RUNBOOKS, ".md");
    // Then
    assertThat(pages)
        .map(page -> page.getFileName().toString().replace(".md", ""))
        .containsExactlyInAnyOrderElementsOf(names());
    assertThat(pages)
        .allSatisfy(
            page -> {
              List<String> lines = Files.readAllLines(page);
              assertThat("# " + page.getFileName()).isEqualTo(lines.getFirst() + ".md");
              assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                  .containsExactlyElementsOf(HEADINGS);
            });
  }

  @Test
  void explainEachReasonOfAServiceThatIsNotReady() throws IOException {
    // Given
    EnumSet<Reason> others =
        EnumSet.of(
            Reason.STOPPED,
            Reason.IN_USE,
            Reason.NOT_IN_USE,
            Reason.DELETION_BLOCKED,
            Reason.MEMBER_DIVERGENCE,
            Reason.FINALIZATION_PENDING);
    // When
    String page = Files.readString(RUNBOOKS.resolve("LlmisvcServiceNotReady.md"));
    // Then
    assertThat(EnumSet.complementOf(others))
        .allSatisfy(reason -> assertThat(page).contains("`" + reason.text() + "`"));
  }

  @Test
  void areListed() throws IOException {
    assertThat(Files.readAllLines(INDEX).stream().filter(line -> line.startsWith("| [")))
        .containsExactlyElementsOf(
            PrometheusRules.alerts().stream()
                .map(
                    alert ->
                        "| [%1$s](runbooks/%1$s.md) | %2$s | %3$s |"
                            .formatted(
                                alert.path("alert").asText(),
                                alert.at("/labels/severity").asText(),
                                alert.at("/annotations/summary").asText()))
                .toList());
  }

  @Test
  void askForMetricsThatThereAre() {
    // Given
    Map<String, Metric> known =
        Arrays.stream(Metric.values()).collect(toMap(Metric::prometheusName, Function.identity()));
    // When
    List<String> expressions =
        PrometheusRules.all().stream().map(rule -> rule.path("expr").asText()).toList();
    // Then
    assertThat(expressions.stream().flatMap(text -> all(METRIC, text)).map(MatchResult::group))
        .isNotEmpty()
        .map(name -> name.replaceFirst("_bucket$", ""))
        .allSatisfy(name -> assertThat(known).containsKey(name));
    assertThat(expressions.stream().flatMap(text -> all(MATCHERS, text)))
        .isNotEmpty()
        .allSatisfy(match -> assertLabels(known, match.group(1), labels(match.group(2))));
    assertThat(expressions.stream().flatMap(text -> all(GROUPED, text)))
        .isNotEmpty()
        .allSatisfy(
            match -> assertLabels(known, match.group(2), Set.of(match.group(1).split(", "))));
  }

  @Test
  void haveRunbooksThatAskForMetricsThatThereAre() throws IOException {
    // Given
    Set<String> known =
        Stream.concat(
                Arrays.stream(Metric.values()).map(Metric::prometheusName),
                PrometheusRules.all().stream().map(rule -> rule.path("record").asText()))
            .collect(Collectors.toSet());
    ObjectNode file = YAML.createObjectNode();
    ObjectNode group = file.putArray("groups").addObject().put("name", "runbooks");
    ArrayNode rules = group.putArray("rules");
    // When
    for (Path page : files(RUNBOOKS, ".md")) {
      String text = Files.readString(page);
      assertThat(
              Stream.concat(all(METRIC, text), all(RECORDED, text))
                  .map(MatchResult::group)
                  .map(name -> name.replaceFirst("_(bucket|sum|count)$", "")))
          .as(page.toString())
          .isSubsetOf(known);
      all(PROMQL, text)
          .flatMap(block -> block.group(1).lines())
          .forEach(
              query ->
                  rules
                      .addObject()
                      .put("record", "runbook:query:" + rules.size())
                      .put("expr", query));
    }
    // Then
    assertThat(rules).hasSizeGreaterThan(10);
    Path queries = work.resolve("queries.yml");
    YAML.writeValue(queries.toFile(), file);
    Command.Result checked = Prometheus.promtool("check", "rules", queries.toString());
    assertThat(checked.status()).as(checked.out() + checked.err()).isZero();
  }

  private static void assertLabels(Map<String, Metric> known, String name, Set<String> labels) {
    Set<String> left = new TreeSet<>(labels);
    left.removeAll(OF_TARGETS);
    Metric metric = requireNonNull(known.get(name.replaceFirst("_bucket$", "")), name);
    assertThat(metric.labels()).as(name).containsAll(left);
  }

  private static Set<String> labels(String matchers) {
    return all(LABEL, matchers)
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .collect(Collectors.toSet());
  }

  private static Stream<MatchResult> all(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /** Adds what the rule says as it stands. */
  private static void complete(JsonNode test) {
    JsonNode rule =
        PrometheusRules.alerts().stream()
            .filter(alert -> alert.path("alert").equals(test.path("alertname")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no alert " + test.path("alertname")));
    for (JsonNode expected : test.path("exp_alerts")) {
      ((ObjectNode) expected)
          .withObjectProperty("exp_labels")
          .setAll((ObjectNode) rule.path("labels"));
      ObjectNode annotations = ((ObjectNode) expected).withObjectProperty("exp_annotations");
      for (String name : List.of("summary", "runbook_url")) {
        annotations.set(name, rule.path("annotations").path(name));
      }
    }
  }

  private static List<String> names() {
    return PrometheusRules.alerts().stream().map(alert -> alert.path("alert").asText()).toList();
  }

  private static List<Path> files(Path directory, String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
