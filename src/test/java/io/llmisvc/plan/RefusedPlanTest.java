package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Composition;
import io.llmisvc.model.Plan;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is planned while the operator's own configuration is broken, or a plan never settles. */
class RefusedPlanTest {
  private static final String PROBLEM = "ConfigMap kserve/inferenceservice-config: key x: no JSON";

  @Test
  void saysWhyAndLeavesEverythingAsItIs() {
    // Given
    ServiceMeta service = new ServiceMeta("ns", "llm", "uid", 1, Map.of(), Map.of(), false);
    List<AppliedConfig> applied = List.of(new AppliedConfig("shared", "ns", "UserRef"));
    // When
    Plan plan = Planner.create().refused(service, applied, PROBLEM);
    // Then
    assertThat(plan.children()).isEmpty();
    assertThat(plan.absent()).isEmpty();
    assertThat(plan.composition().applied()).isEqualTo(applied);
    assertThat(plan.errors(Subject.COMPOSITION))
        .containsExactly(Finding.error(Subject.COMPOSITION, "OperatorConfigInvalid", "", PROBLEM));
  }

  @Test
  void actsOnNoPlanThatAsksForSomethingNewEachTime() {
    // Given
    ServiceMeta service = new ServiceMeta("ns", "llm", "uid", 1, Map.of(), Map.of(), false);
    Child child = new Child(ChildRole.WORKLOAD_SERVICE, JsonNodeFactory.instance.objectNode());
    Reference asked = new Reference.ByName(Kind.SECRET, "ns", "ever-new");
    Composition composition = new Composition(null, List.of(), Map.of(), List.of());
    Plan last =
        new Plan(service, composition, List.of(child), List.of(), List.of(), Set.of(asked), null);
    // When
    Plan plan = Planner.create().unsettled(last);
    // Then
    assertThat(plan.children()).isEmpty();
    assertThat(plan.absent()).isEmpty();
    Finding finding = plan.errors(Subject.COMPOSITION).findFirst().orElseThrow();
    assertThat(finding.reason()).isEqualTo("PlanNotSettled");
    assertThat(finding.text()).contains("Secret ns/ever-new");
  }
}
