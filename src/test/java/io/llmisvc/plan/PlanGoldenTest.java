package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.golden.GoldenCase;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ObjectKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample, and a service that uses all at once, with the presets that are shipped, from its
 * YAML to its children.
 */
class PlanGoldenTest {
  private static final Planner PLANNER = Planner.create();

  /** The bundle is shared by the services of a namespace: nobody removes it. */
  private static final Set<ChildRole> OWN = EnumSet.complementOf(EnumSet.of(ChildRole.CA_BUNDLE));

  static Stream<GoldenCase> samples() {
    return Stream.concat(GoldenCase.ofSamples("plan"), GoldenCase.in("together"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void plansAsRecorded(GoldenCase golden) {
    // When
    Plan plan = PLANNER.plan(golden.inputs());
    // Then
    plan.children().forEach(golden::expect);
    golden.expectFindings(plan.findings());
    golden.expectNothingElse();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void findsNothingWrong(GoldenCase golden) {
    // When
    Plan plan = PLANNER.plan(golden.inputs());
    // Then
    assertThat(plan.findings()).noneMatch(Finding::isError);
    assertThat(plan.children()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void decidesAboutEveryRoleOnce(GoldenCase golden) {
    // When
    Plan plan = PLANNER.plan(golden.inputs());
    // Then
    Set<ObjectKey> present = plan.children().stream().map(Child::key).collect(Collectors.toSet());
    Set<ObjectKey> absent =
        plan.absent().stream().map(AbsentChild::key).collect(Collectors.toSet());
    assertThat(present).hasSameSizeAs(plan.children()).doesNotContainAnyElementsOf(absent);
    assertThat(roles(plan)).containsAll(OWN);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void plansTheSameTwiceAndChangesNoInput(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    ObjectNode before = inputs.service().deepCopy();
    Plan first = PLANNER.plan(inputs);
    // When
    Plan second = PLANNER.plan(inputs);
    // Then
    assertThat(second.children()).isEqualTo(first.children());
    assertThat(second.absent()).isEqualTo(first.absent());
    assertThat(second.findings()).isEqualTo(first.findings());
    assertThat(inputs.service()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void wantsNothingOfAStoppedService(GoldenCase golden) {
    // Given
    Inputs inputs = golden.inputs();
    ObjectNode service = inputs.service().deepCopy();
    ObjectNode metadata = service.withObjectProperty("metadata");
    metadata.withObjectProperty("annotations").put("serving.kserve.io/stop", "True");
    // When
    Plan plan =
        PLANNER.plan(new Inputs(service, inputs.configs(), inputs.settings(), inputs.facts()));
    // Then
    assertThat(plan.children()).isEmpty();
    assertThat(roles(plan)).containsAll(OWN);
  }

  private static List<ChildRole> roles(Plan plan) {
    return Stream.concat(
            plan.children().stream().map(Child::role),
            plan.absent().stream().map(AbsentChild::role))
        .toList();
  }
}
