package io.llmisvc.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes         | true",
        "No          | false",
        "~           | null",
        "null        | null",
        "12          | 12",
        "-0x1F       | -31",
        "0o17        | 15",
        "017         | 15",
        "0b101       | 5",
        "1_000       | 1000",
        "5000000000  | 5000000000",
        "1.5         | 1.5",
        "1e3         | 1000.0",
        "08          | 8.0",
        "1:30        | \"1:30\"",
        "2026-01-01  | \"2026-01-01\"",
        "0.10.0      | \"0.10.0\"",
        "y           | \"y\"",
        "\"1\"       | \"1\"",
        "!!str 1     | \"1\"",
        "{a: 1, 2: b}| {\"a\":1,\"2\":\"b\"}"
      })
  void readsScalarsAsKubernetesToolsDo(String yaml, String json) throws IOException {
    // When
    JsonNode value = read("value: " + yaml).getFirst().tree().path("value");

    // Then
    assertThat(value).isEqualTo(JsonMapper.builder().build().readTree(json));
  }

  @Test
  void mergesAnchorsBelowOwnMembers() {
    // When
    JsonNode tree =
        read("base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\nx: {b: 5, <<: [*base, *more]}\n")
            .getFirst()
            .tree();

    // Then
    assertThat(tree.path("x").toString()).isEqualTo("{\"a\":1,\"b\":5,\"c\":4}");
  }

  @Test
  void countsEmptyDocumentsAndKnowsLines() {
    // When
    List<Document> documents = read("# nothing\n---\n---\n\na: 1\n---\nb: 2\n");

    // Then
    assertThat(documents)
        .extracting(document -> document.place().toString())
        .containsExactly("test, document 2, line 5", "test, document 3, line 7");
  }

  @Test
  void takesListsApart() {
    // Given
    String list =
        """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: A}
        - {apiVersion: v1, kind: BList, items: [{apiVersion: v1, kind: C}]}
        """;

    // When
    List<Document> objects = new Documents(new Problems()).objects(List.of(new Text("test", list)));

    // Then
    assertThat(objects).extracting(Document::kind).containsExactly("A", "C");
  }

  @Test
  void readsJsonWithTabsAndSeveralObjectsFromAnywhere() {
    // When
    List<Document> documents = read("{\n\t\"a\": 1\n}\n{\n\t\"b\": 2\n}\n");

    // Then
    assertThat(documents)
        .extracting(document -> document.tree().toString())
        .containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  private static List<Document> read(String text) {
    Problems problems = new Problems();
    List<Document> documents = new Documents(problems).read(new Text("test", text));
    problems.refuse();
    return documents;
  }
}
