package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.AppliedConfig;
import io.llmisvc.model.Finding;
import io.llmisvc.model.Plan;
import io.llmisvc.model.ServiceMeta;
import io.llmisvc.model.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is planned while the operator's own configuration is broken. */
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
}
