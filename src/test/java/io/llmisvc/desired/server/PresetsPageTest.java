package io.llmisvc.desired.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.desired.PodTrees;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the page about presets are made from them; {@code -Dgolden.update} writes them. */
class PresetsPageTest {
  private static final Path PAGE = Path.of("docs/presets.md");
  private static final Path OPTIONS = Path.of("src/main/resources/vllm-options.yaml");
  private static final String LAST = "Options by version of vLLM";
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]+[a-z0-9]");

  /** Sections by heading; the first of all has none. */
  private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");

  private static final Pattern NAME = Pattern.compile("## `?([^`\\n]+)`?\\n");

  @Test
  void itsTablesSayWhatThePresetsSet() throws IOException {
    // Given
    String page = Files.readString(PAGE);
    // When
    String made = Stream.of(SECTION.split(page)).map(PresetsPageTest::section).collect(joining());
    // Then
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(made);
  }

  @Test
  void itHasASectionOfEachPreset() throws IOException {
    assertThat(
            Stream.of(SECTION.split(Files.readString(PAGE)))
                .map(PresetsPageTest::name)
                .filter(name -> name.startsWith("config-"))
                .toList())
        .containsExactlyInAnyOrderElementsOf(presets().keySet());
  }

  /** Its own words, and the table in place of what stands there. */
  private static String section(String text) {
    String name = name(text);
    ObjectNode preset = presets().get(name);
    if (preset == null && !name.equals(LAST)) {
      return text;
    }
    String words =
        text.lines().filter(line -> !line.startsWith("|")).collect(joining("\n")).strip();
    String table = preset == null ? options() : table(preset);
    return words + "\n\n" + table + (name.equals(LAST) ? "" : "\n");
  }

  private static String name(String section) {
    return NAME.matcher(section).results().map(heading -> heading.group(1)).findFirst().orElse("");
  }

  private static Map<String, ObjectNode> presets() {
    Map<String, ObjectNode> presets = new LinkedHashMap<>();
    Presets.load("", "kserve")
        .forEach(preset -> presets.put(preset.at("/metadata/name").asText(), preset));
    return presets;
  }

  private static String table(ObjectNode preset) {
    List<List<String>> containers = containers("", preset.path("spec"));
    if (!containers.isEmpty()) {
      return table(List.of("container", "image", "ports", "options", "variables"), containers);
    }
    JsonNode rules = preset.at("/spec/router/route/http/spec/rules");
    return rules.isArray()
        ? table(
            List.of("rule", "for", "to"), rules.valueStream().map(PresetsPageTest::rule).toList())
        : table(List.of("field", "value"), fields("", preset.path("spec")));
  }

  private static List<List<String>> containers(String path, JsonNode node) {
    List<List<String>> rows = new ArrayList<>();
    for (String list : List.of(PodTrees.INIT_CONTAINERS, PodTrees.CONTAINERS)) {
      for (ObjectNode container : PodTrees.items(node, list)) {
        rows.add(container(path + "." + list, container));
      }
    }
    node.properties()
        .forEach(
            member -> {
              if (member.getValue() instanceof ObjectNode object) {
                String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                rows.addAll(containers(below, object));
              }
            });
    return rows;
  }

  private static List<String> container(String path, ObjectNode container) {
    return List.of(
        "`" + path + "[" + PodTrees.name(container) + "]`",
        code(Stream.of(container.path("image").asText().replaceAll("@.*", ""))),
        PodTrees.items(container, "ports").stream()
            .map(port -> port.path("containerPort").asText())
            .collect(joining(", ")),
        code(options(container).stream()),
        code(PodTrees.items(container, PodTrees.ENV).stream().map(PodTrees::name)));
  }

  private static Set<String> options(ObjectNode container) {
    Set<String> options = new TreeSet<>();
    Stream.of(PodTrees.COMMAND, PodTrees.ARGS)
        .flatMap(list -> PodTrees.words(container, list).stream())
        .flatMap(word -> OPTION.matcher(word).results().map(MatchResult::group))
        .filter(option -> !option.equals("--version") && !option.equals("--kv"))
        .forEach(options::add);
    return options;
  }

  private static List<String> rule(JsonNode rule) {
    return List.of(
        "`" + rule.path("name").asText() + "`",
        Trees.objects(rule.path("matches")).map(PresetsPageTest::match).collect(joining("<br>")),
        rule.at("/backendRefs/0/kind").asText());
  }

  private static String match(ObjectNode match) {
    String header = match.has("headers") ? "header " : "";
    JsonNode value = match.at("/path/value");
    return value.isMissingNode() ? header.strip() : header + "`" + value.asText() + "`";
  }

  private static List<List<String>> fields(String path, JsonNode node) {
    List<List<String>> rows = new ArrayList<>();
    node.properties()
        .forEach(
            member -> {
              String below = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
              if (member.getValue().isValueNode()) {
                rows.add(List.of("`" + below + "`", "`" + member.getValue().asText() + "`"));
              } else {
                rows.addAll(fields(below, member.getValue()));
              }
            });
    return rows;
  }

  private static String options() {
    Set<String> passed = new TreeSet<>();
    presets().values().stream()
        .map(JsonNode::toString)
        .filter(preset -> preset.contains("vllm serve"))
        .flatMap(preset -> OPTION.matcher(preset).results().map(MatchResult::group))
        .forEach(passed::add);
    JsonNode known = known().path("options");
    return table(
        List.of("option", "since", "until"),
        passed.stream()
            .filter(known::has)
            .map(
                option ->
                    List.of(
                        "`" + option + "`",
                        since(known.path(option)),
                        known.path(option).path("until").asText()))
            .toList());
  }

  private static String since(JsonNode life) {
    String since = life.path("since").asText();
    return since.equals(known().path("looked-at").path(0).asText()) ? "–" : since;
  }

  private static ObjectNode known() {
    try {
      return Yaml.object(Files.readString(OPTIONS));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String code(Stream<String> words) {
    return words
        .filter(word -> !word.isEmpty())
        .map(word -> "`" + word + "`")
        .collect(joining(" "));
  }

  private static String table(List<String> head, List<List<String>> rows) {
    return line(head)
        + "|:--".repeat(head.size())
        + "|\n"
        + rows.stream().map(PresetsPageTest::line).collect(joining());
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(joining("|", "|", "|\n"));
  }
}
