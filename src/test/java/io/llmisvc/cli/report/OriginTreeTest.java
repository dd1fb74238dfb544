package io.llmisvc.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.TextNode;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Entry;
import io.llmisvc.model.Explanation.Layer;
import io.llmisvc.model.Explanation.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTreeTest {
  private static final Source PRESET = new Source(Layer.PRESET, "kserve", "preset");
  private static final Source SERVICE = new Source(Layer.SERVICE, "demo", "llm");

  @Test
  void cutsAPathBeforeMembersAndElements() {
    assertThat(
            OriginTree.steps(
                "spec.containers[name=main].env[name=A.B].value[0][1].limits[\"nvidia.com/gpu\"].x"))
        .containsExactly(
            "spec",
            ".containers",
            "[name=main]",
            ".env",
            "[name=A.B]",
            ".value",
            "[0]",
            "[1]",
            ".limits",
            "[\"nvidia.com/gpu\"]",
            ".x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "spec", "spec.[[[\"", "a[\"]\"].b", "a[x=]].b[", "[]..", "spec[\"a"})
  void losesNothingOfAPath(String path) {
    assertThat(String.join("", OriginTree.steps(path))).isEqualTo(path);
  }

  @Test
  void groupsWhatOneLayerSaysSideBySide() {
    // When
    OriginTree tree =
        tree(
            entry("spec.a", PRESET),
            entry("spec.b.x", PRESET),
            entry("spec.b.y", PRESET),
            entry("spec.c", SERVICE),
            entry("spec.d.x", SERVICE),
            entry("spec.d.y", PRESET));
    // Then
    OriginTree spec = tree.children().iterator().next();
    assertThat(spec.groups())
        .extracting(
            group -> String.join(",", group.trees().stream().map(OriginTree::label).toList()),
            OriginTree.Group::values)
        .containsExactly(tuple("a,b", 3), tuple("c", 1), tuple("d", 2));
    assertThat(OriginTree.value(spec.groups().getFirst().trees()))
        .hasToString("{\"a\":\"v\",\"b\":{\"x\":\"v\",\"y\":\"v\"}}");
  }

  private static OriginTree tree(Entry... entries) {
    return OriginTree.of(new Explanation(Stream.of(entries).toList(), List.of(), List.of()));
  }

  private static Entry entry(String path, Source source) {
    return new Entry(path, OriginTree.steps(path), TextNode.valueOf("v"), source, List.of());
  }
}
