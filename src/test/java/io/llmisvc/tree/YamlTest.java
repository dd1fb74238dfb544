package io.llmisvc.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a",
        "yes",
        "No",
        "on",
        "y",
        "null",
        "~",
        "true",
        "0",
        "08",
        "1_000",
        "0x1F",
        "0o17",
        "1e3",
        "1.",
        ".5",
        "+1",
        "-",
        "1:30",
        "2026-01-01",
        ".inf",
        ".NaN",
        "=",
        "<<",
        "#a",
        "a #b",
        "a: b",
        "a:",
        "- a",
        "? a",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "[a",
        "{a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "it's",
        "a\\b",
        "{{ .Name }}",
        " leading",
        "trailing ",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "\n",
        "\n\n",
        " a\nb",
        "a \nb",
        "a\n  b\n",
        "\ta",
        "a\tb",
        "a\r\nb",
        "a\u0000b",
        "a\u001bb",
        "é 漢 😀",
        "\u2028",
        "\u0085",
        "a\n\u0085b",
        "a\n\u2028\nb",
        "a\n\u0001",
        "\n\ta\n",
        "\uFEFF",
        "0.10.0",
        "8000m",
        "10.0.0.1"
      })
  void everyTextReadsBackAsItself(String text) {
    // Given
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("value", text).putArray("list").add(text);
    tree.putObject("names").put(text, text);
    tree.put("last", text);

    // When
    String yaml = Yaml.text(tree);

    // Then
    Object back = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    ObjectNode again =
        com.fasterxml.jackson.databind.json.JsonMapper.builder().build().valueToTree(back);
    assertThat(again).as(yaml).isEqualTo(tree);
  }

  @Test
  void usesBlockStyleAndFewQuotes() {
    // Given
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("version", "0.10.0").put("port", 8000).put("text", "8000").put("script", "a\nb\n");
    tree.putArray("args").add("--port").add("8000");
    tree.putArray("none");

    // When
    String yaml = Yaml.text(tree);

    // Then
    assertThat(yaml)
        .isEqualTo(
            """
            version: 0.10.0
            port: 8000
            text: "8000"
            script: |
              a
              b
            args:
            - --port
            - "8000"
            none: []
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", ":1", "1_", "1.", "1e1", "0x", "a", "2026-01-01"})
  void printsLongTextInNoTimeAndNoStack(String piece) {
    // Given
    String text = "1" + piece.repeat(200_000);
    ObjectNode tree =
        JsonNodeFactory.instance.objectNode().put("text", text).put("end", text + "!");
    // When
    String printed = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Yaml.text(tree));
    // Then
    assertThat(printed).contains(text);
  }

  @Test
  void quotesWhatReadsLikeANumberHoweverLong() {
    // Given
    ObjectNode tree =
        JsonNodeFactory.instance.objectNode().put("long", "1".repeat(300)).put("short", "1:30");
    tree.put("version", "1.2.3").put("date", "2026-01-01x").put("hash", "12ab" + "-z".repeat(200));
    // When
    String printed = Yaml.sorted(tree);
    // Then
    assertThat(printed)
        .contains("long: \"1", "short: \"1:30\"", "date: \"2026", "version: 1.2.3", "hash: 12ab-z");
  }
}
