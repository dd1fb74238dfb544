package io.llmisvc.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.schema.Schemas;
import io.llmisvc.schema.StructType;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any layers; the seed is the argument of a failing test. */
class MergePropertiesTest {
  private static final int DEPTH = 5;

  private final StructType type = Schemas.load().type("LLMInferenceServiceSpec");
  private final StrategicMerge merge = StrategicMerge.of(type);

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void emptyLayersChangeNothing(long seed) {
    // Given
    ObjectNode tree = Trees.withoutNulls(new RandomTrees(seed).struct(type, DEPTH));
    ObjectNode empty = JsonNodeFactory.instance.objectNode();

    // Then
    assertThat(merged(tree, empty)).isEqualTo(tree);
    assertThat(merged(empty, tree)).isEqualTo(tree);
    assertThat(merged(tree, tree)).isEqualTo(tree);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void layersStayAsTheyWere(long seed) {
    // Given
    RandomTrees trees = new RandomTrees(seed);
    ObjectNode base = trees.struct(type, DEPTH);
    ObjectNode top = trees.struct(type, DEPTH);
    String before = base + "\n" + top;

    // When
    ObjectNode result = merged(base, top);
    scribbleOn(result);

    // Then
    assertThat(base + "\n" + top).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void groupingOfLayersDoesNotMatter(long seed) {
    // Given
    RandomTrees trees = new RandomTrees(seed);
    ObjectNode low = trees.struct(type, DEPTH);
    ObjectNode middle = trees.struct(type, DEPTH);
    ObjectNode high = trees.struct(type, DEPTH);

    // When
    ObjectNode lowFirst = merged(merged(low, middle), high);
    ObjectNode highFirst = merged(low, merged(middle, high));

    // Then
    assertThat(leaves(lowFirst)).isEqualTo(leaves(highFirst));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatNoLayerAboveNamesStays(long seed) {
    // Given
    RandomTrees trees = new RandomTrees(seed);
    ObjectNode base = Trees.withoutNulls(trees.struct(type, DEPTH));
    ObjectNode top = Trees.withoutNulls(trees.struct(type, DEPTH));
    Map<String, JsonNode> above = leaves(top);

    // When
    Map<String, JsonNode> result = leaves(merged(base, top));

    // Then
    leaves(base)
        .forEach(
            (path, value) -> {
              boolean isFilledFromAbove = value.isContainerNode() && value.isEmpty();
              if (!above.containsKey(path) && !isFilledFromAbove) {
                assertThat(result).containsEntry(path, value);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyLeafComesFromALayerThatSaysSo(long seed) {
    // Given
    RandomTrees trees = new RandomTrees(seed);
    Layer low = new Layer("low", trees.struct(type, DEPTH));
    Layer high = new Layer("high", trees.struct(type, DEPTH));

    // When
    Explained explained = merge.explain(List.of(low, high));

    // Then
    assertThat(explained.origins().all())
        .hasSameSizeAs(leaves(explained.tree()).keySet())
        .allSatisfy(
            origin -> {
              ObjectNode source = origin.layer().equals("low") ? low.tree() : high.tree();
              List<JsonNode> said = new Elements().at(origin.path(), source);
              assertThat(Trees.withoutNulls(said.getLast())).isEqualTo(origin.value());
            });
  }

  private ObjectNode merged(ObjectNode base, ObjectNode top) {
    return merge.merge(List.of(new Layer("base", base), new Layer("top", top))).tree();
  }

  /** The tree without the order of its keyed lists, which does depend on the grouping. */
  private Map<String, JsonNode> leaves(ObjectNode tree) {
    return Leaves.of(type, tree).stream()
        .collect(
            Collectors.toMap(
                leaf -> leaf.path().toString(), Leaf::value, (a, b) -> b, TreeMap::new));
  }

  private static void scribbleOn(JsonNode node) {
    node.forEach(MergePropertiesTest::scribbleOn);
    if (node instanceof ObjectNode object) {
      object.put("scribble", true);
    }
  }
}
