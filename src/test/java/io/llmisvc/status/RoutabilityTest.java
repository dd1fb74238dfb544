package io.llmisvc.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.tree.Trees;
import io.llmisvc.tree.Yaml;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutabilityTest {
  @ParameterizedTest(name = "{0}: {3}, {4} when it was before")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no status                   | {}                                                            |                                                                           | false | false
          no pool                     | {primary: {readyReplicas: 1}}                                 |                                                                           | true  | true
          no replica                  | {primary: {readyReplicas: 0}}                                 |                                                                           | false | false
          unseen replicas             | {primary: {name: x}}                                          |                                                                           | false | false
          prefill without a replica   | {primary: {readyReplicas: 1}, prefill: {readyReplicas: 0}}    |                                                                           | false | false
          picker without a replica    | {primary: {readyReplicas: 1}, scheduler: {readyReplicas: 0}}  |                                                                           | false | false
          accepted pool               | {primary: {readyReplicas: 1}, scheduler: {readyReplicas: 2}}  | {type: InferencePoolReady, status: 'True'}                                | true  | true
          pool that waits             | {primary: {readyReplicas: 1}}                                 | {type: InferencePoolReady, status: 'False', reason: WaitingForGateway}    | false | false
          refused pool                | {primary: {readyReplicas: 1}}                                 | {type: InferencePoolReady, status: 'False', reason: InferencePoolNotReady} | false | false
          pool that cannot be written | {primary: {readyReplicas: 1}}                                 | {type: InferencePoolReady, status: 'False', reason: SchedulerReconcileError} | false | true
          pool that nobody has read   | {primary: {readyReplicas: 1}}                                 | {type: InferencePoolReady, status: Unknown, reason: ReferenceUnread}      | false | true
          route that lags behind      | {primary: {readyReplicas: 1}}                                 | {type: HTTPRoutesReady, status: 'False', reason: HTTPRoutesNotReady}      | true  | true
          router that is not ready    | {primary: {readyReplicas: 1}}                                 | {type: RouterReady, status: 'False', reason: HTTPRoutesNotReady}          | true  | true
          """)
  void followsWorkloadsAndPool(
      String name, String workloads, String condition, boolean first, boolean later) {
    // Given
    LLMInferenceServiceStatus status =
        Trees.read(
            Yaml.objects(
                    "{workloads: %s, conditions: [%s]}"
                        .formatted(workloads, condition == null ? "" : condition))
                .getFirst(),
            LLMInferenceServiceStatus.class);
    // Then
    assertThat(Routability.of(status, false)).as(name).isEqualTo(first);
    assertThat(Routability.of(status, true)).as(name).isEqualTo(later);
  }
}
