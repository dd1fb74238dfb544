package io.llmisvc.desired.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code in-effective.yaml} is a service whose spec is already the effective one. */
class WorkloadGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCase.in("workload");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheRecordedChildren(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();

    // When
    Desired desired = desired(inputs);

    // Then
    desired.children().forEach(child -> expect(golden, child));
    golden.expect("absent.yaml", absent(desired.absent()));
    golden.expectFindings(desired.findings());
    golden.expectNothingElse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheSameTwiceAndChangesNoInput(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    ObjectNode before = inputs.service().deepCopy();

    // When
    Desired first = desired(inputs);
    Desired second = desired(inputs);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(inputs.service()).isEqualTo(before);
    PlanProperties.check(first);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void wantsNothingThatMustBeAbsent(GoldenCase golden) {
    // When
    Desired desired = desired(golden.inputs());

    // Then
    Set<?> present = desired.children().stream().map(Child::key).collect(Collectors.toSet());
    assertThat(desired.absent()).noneMatch(child -> present.contains(child.key()));
    assertThat(desired.children()).doesNotHaveDuplicates();
  }

  static Desired desired(Inputs inputs) {
    ObjectNode spec = (ObjectNode) inputs.service().get("spec");
    EffectiveSpec effective =
        new EffectiveSpec(
            ServiceMeta.of(inputs.service()),
            Trees.read(spec, LLMInferenceServiceSpec.class),
            spec);
    return WorkloadDesired.of(effective, inputs.settings(), new Facts(inputs.facts()));
  }

  private static void expect(GoldenCase golden, Child child) {
    golden.expect(
        "out-" + child.key().kind().kind() + "-" + child.key().name() + ".yaml",
        Yaml.text(child.object()));
    if (child.certificate() != null) {
      golden.expect("certificate.yaml", Yaml.text(Trees.of(child.certificate())));
    }
  }

  private static String absent(List<AbsentChild> absent) {
    ArrayNode list = JsonNodeFactory.instance.objectNode().putArray("absent");
    absent.forEach(child -> list.add(child.key() + ": " + child.why()));
    return absent.isEmpty() ? "" : Yaml.text(list);
  }
}
