package io.llmisvc.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.tree.ObjectText.Readable;
import io.llmisvc.tree.ObjectText.Unreadable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectTextTest {
  static Stream<Arguments> beyondTheLimits() {
    int depth = ReadLimits.DEPTH;
    return Stream.of(
        Arguments.of("{a: " + "[".repeat(depth) + "]".repeat(depth) + "}", "nests deeper than 200"),
        Arguments.of("{a: ".repeat(30_000), "nests deeper than 200"),
        Arguments.of("- ".repeat(60_000), "nests deeper than 200"),
        Arguments.of("a: &a {a: *a}", "an anchor contains itself"),
        Arguments.of("a: &a\n  <<: *a\n", "an anchor contains itself"),
        Arguments.of(nestedAnchors(), "nests deeper than 200"),
        Arguments.of(multiplying("[*a%d, *a%d]"), "its anchors stand for more than 100000 values"),
        Arguments.of(
            multiplying("{x: {<<: *a%d}, y: *a%d}").replace("[x, x]", "{x: {}}"),
            "its anchors stand for more than 100000 values"),
        Arguments.of("? " + "k".repeat(70_000) + "\n: 1", "a key has more than 1024"),
        Arguments.of("a: " + "1".repeat(1_001), "a number has more than 1000 digits"),
        Arguments.of("a: 1e999", "is not a number"),
        Arguments.of("a: " + "x".repeat(ReadLimits.ARGUMENT_LENGTH), "has more than 131072"),
        Arguments.of("a", "is not an object"),
        Arguments.of("", "is not an object"),
        Arguments.of("a: [", "line 1, column 5: not YAML: "),
        Arguments.of("a: \u0001", "not YAML: "));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("beyondTheLimits")
  void saysWhatIsWrongOnOneLine(String text, String reason) {
    assertThat(ObjectText.read(text))
        .isInstanceOfSatisfying(
            Unreadable.class,
            it ->
                assertThat(it.reason())
                    .contains(reason)
                    .doesNotContain("\n")
                    .hasSizeLessThan(2000));
  }

  @Test
  void readsWhatIsWithinTheLimits() {
    int depth = ReadLimits.DEPTH - 1;
    String text =
        "a: " + "[".repeat(depth) + "]".repeat(depth) + "\nb: &b {c: 1, c: 2}\nd: [*b, *b]\n";
    assertThat(ObjectText.read(text))
        .isInstanceOfSatisfying(
            Readable.class,
            it -> {
              ObjectNode tree = it.tree();
              assertThat(ReadLimits.excess(tree)).isEmpty();
              assertThat(tree.path("d").toString()).isEqualTo("[{\"c\":2},{\"c\":2}]");
              assertThat(tree.path("d").get(0)).isNotSameAs(tree.path("d").get(1));
            });
  }

  private static String multiplying(String step) {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d ".formatted(i, i)).append(step.formatted(i - 1, i - 1)).append('\n');
    }
    return bomb.toString();
  }

  /** Each as deep as it may be, and within each other. */
  private static String nestedAnchors() {
    String deep = "[".repeat(150) + "%s" + "]".repeat(150);
    return "a: &a " + deep.formatted("x") + "\nb: " + deep.formatted("*a");
  }
}
