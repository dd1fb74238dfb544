package io.llmisvc.api.spec;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.scaling.ScalingSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the main and the prefill workload have in common; both kinds read alike. */
public sealed interface Workload permits LLMInferenceServiceSpec, WorkloadSpec {
  @Nullable Integer replicas();

  @Nullable ScalingSpec scaling();

  @Nullable ParallelismSpec parallelism();

  Map<String, String> labels();

  Map<String, String> annotations();

  @Nullable PodSpec template();

  @Nullable PodSpec worker();

  @Nullable KVCacheOffloadingSpec kvCacheOffloading();

  @Nullable RolloutStrategy rolloutStrategy();
}
