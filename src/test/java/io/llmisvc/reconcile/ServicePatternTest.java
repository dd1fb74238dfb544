package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.WorkloadReference;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.composition.SpecReading;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Plan;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                            | false | deployment
          {worker: {}}                  | false | leader-worker-set
          {prefill: {}}                 | false | prefill-decode
          {prefill: {worker: {}}}       | false | prefill-decode-leader-worker-set
          {worker: {}, prefill: {}}     | false | prefill-decode-leader-worker-set
          {worker: {}}                  | true  | stopped
          """)
  void isWhatTheSpecSays(String spec, boolean isStopped, String pattern) {
    assertThat(ServicePattern.of(plan(spec, isStopped), LLMInferenceServiceStatus.NONE).label())
        .isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    ",, unknown",
    "Deployment,, deployment",
    "LeaderWorkerSet,, leader-worker-set",
    "Deployment, Deployment, prefill-decode",
    "Deployment, LeaderWorkerSet, prefill-decode-leader-worker-set",
    "LeaderWorkerSet, Deployment, prefill-decode-leader-worker-set"
  })
  void isWhatRanBeforeWhileTheSpecCannotBeComposed(
      @Nullable String primary, @Nullable String prefill, String pattern) {
    // Given
    LLMInferenceServiceStatus status =
        new LLMInferenceServiceStatus(
            1L,
            List.of(),
            Map.of(),
            null,
            null,
            List.of(),
            null,
            new WorkloadStatus(reference(primary), reference(prefill), null, null),
            List.of());
    // Then
    assertThat(ServicePattern.of(status).label()).isEqualTo(pattern);
  }

  private static @Nullable WorkloadReference reference(@Nullable String kind) {
    return kind == null ? null : new WorkloadReference("", kind, "llm", 1);
  }

  private static Plan plan(String spec, boolean isStopped) {
    EffectiveSpec effective =
        Objects.requireNonNull(
            SpecReading.own(
                Yaml.objects(
                        """
                        metadata:
                          name: llm
                          namespace: ns
                          annotations: {serving.kserve.io/stop: "%s"}
                        spec: %s
                        """
                            .formatted(isStopped, spec))
                    .getFirst()));
    return new Plan(
        effective.service(),
        new Composition(effective, List.of(), Map.of(), List.of()),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        null);
  }
}
