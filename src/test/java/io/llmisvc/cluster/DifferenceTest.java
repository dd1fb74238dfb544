package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final String DESIRED =
      """
      metadata: {annotations: {internal.serving.kserve.io/applied-hash: abc}}
      spec:
        replicas: 2
        template: {spec: {containers: [{name: first, image: "a:1"}, {name: main, image: "b:1", args: [one, two]}]}}
      """;

  @Test
  void isDriftWhenWeWantTheSameAsBefore() {
    assertThat(to(DESIRED.replace("replicas: 2", "replicas: 3").replace("two", "three")))
        .isEqualTo(
            new Difference(
                true, List.of("spec.replicas", "spec.template.spec.containers[main].args[1]")));
  }

  @Test
  void isOursWhenWeWantSomethingElse() {
    assertThat(to(DESIRED.replace("abc", "def").replace("a:1", "a:0")))
        .isEqualTo(new Difference(false, List.of("spec.template.spec.containers[first].image")));
  }

  @Test
  void namesNoFieldThatIsOnlyNoLongerSet() {
    assertThat(to(DESIRED.replace("abc", "def") + "  paused: true\n"))
        .isEqualTo(new Difference(false, List.of()));
  }

  @Test
  void namesAFieldThatIsMissing() {
    assertThat(to("metadata: {annotations: {internal.serving.kserve.io/applied-hash: abc}}"))
        .isEqualTo(new Difference(true, List.of("spec")));
  }

  @Test
  void namesNoMoreThanTen() {
    // Given
    String labels =
        IntStream.range(0, 30)
            .mapToObj(i -> "l%02d: wanted".formatted(i))
            .collect(Collectors.joining(", ", "metadata: {labels: {", "}}"));
    // Then
    assertThat(
            Difference.of(Kind.DEPLOYMENT, tree(labels), tree(labels.replace("wanted", "found")))
                .fields())
        .hasSize(10)
        .startsWith("metadata.labels.l00");
  }

  private static Difference to(String live) {
    return Difference.of(Kind.DEPLOYMENT, tree(DESIRED), tree(live));
  }

  private static ObjectNode tree(String yaml) {
    return Yaml.object(yaml);
  }
}
