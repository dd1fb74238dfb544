package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Yaml;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RouterGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCase.in("router");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wantsWhatIsRecorded(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    // When
    Desired desired = RouterCases.desired(inputs);
    // Then
    desired.children().forEach(child -> golden.expect(file(child), Yaml.text(child.object())));
    golden.expect("out-absent.yaml", absent(desired));
    golden.expectFindings(desired.findings());
    golden.expectNothingElse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wantsTheSameOnceItIsThere(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    Desired first = RouterCases.desired(inputs);
    // When
    Desired second = RouterCases.desired(RouterCases.withChildren(inputs, first.children()));
    // Then
    assertThat(second.children()).isEqualTo(first.children());
    assertThat(second.findings()).isEqualTo(first.findings());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverWantsAndRemovesTheSame(GoldenCase golden) {
    // When
    Desired desired = RouterCases.desired(golden.inputs());
    // Then
    assertThat(
            Stream.concat(
                desired.children().stream().map(Child::key),
                desired.absent().stream().map(AbsentChild::key)))
        .doesNotHaveDuplicates();
  }

  private static String file(Child child) {
    Kind kind = child.key().kind();
    String version = kind == Kind.INFERENCE_POOL_V1ALPHA2 ? ".v1alpha2" : "";
    return "out-" + kind.kind() + version + "-" + child.key().name() + ".yaml";
  }

  private static String absent(Desired desired) {
    return desired.absent().stream()
        .map(
            child ->
                "- %s %s: %s\n"
                    .formatted(child.key().kind().apiVersion(), child.key(), child.why()))
        .collect(Collectors.joining());
  }
}
