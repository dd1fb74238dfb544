package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.LLMInferenceServiceSpec;
import io.llmisvc.desired.Trees;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.golden.Yaml;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Kind;
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
    Desired desired = desired(inputs);
    // Then
    desired.children().forEach(child -> golden.expect(file(child), Yaml.text(child.object())));
    golden.expect("out-absent.yaml", absent(desired));
    golden.expect("findings.yaml", Yaml.findings(desired.findings()));
    golden.expectNothingElse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wantsTheSameOnceItIsThere(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    Desired first = desired(inputs);
    // When
    Desired second = desired(RouterCases.withChildren(inputs, first.children()));
    // Then
    assertThat(second.children()).isEqualTo(first.children());
    assertThat(second.findings()).isEqualTo(first.findings());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void neverWantsAndRemovesTheSame(GoldenCase golden) {
    // When
    Desired desired = desired(golden.inputs());
    // Then
    assertThat(
            Stream.concat(
                desired.children().stream().map(Child::key),
                desired.absent().stream().map(AbsentChild::key)))
        .doesNotHaveDuplicates();
  }

  private static Desired desired(Inputs inputs) {
    return RouterDesired.of(effective(inputs), inputs.settings(), new Facts(inputs.facts()));
  }

  /** The corpus holds services as composition leaves them. */
  private static EffectiveSpec effective(Inputs inputs) {
    ObjectNode spec = (ObjectNode) inputs.service().get("spec");
    return new EffectiveSpec(inputs.meta(), Trees.read(spec, LLMInferenceServiceSpec.class), spec);
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
