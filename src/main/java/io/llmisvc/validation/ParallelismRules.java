package io.llmisvc.validation;

import io.llmisvc.api.spec.ParallelismSpec;
import io.llmisvc.api.spec.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parallelism of a workload; at {@code spec} and {@code spec.prefill}. */
final class ParallelismRules {
  private static final ParallelismSpec NONE =
      new ParallelismSpec(null, null, null, null, null, null);
  private static final String WORKER_NEEDS =
      "a worker needs data parallelism (parallelism.data and parallelism.dataLocal) or pipeline"
          + " parallelism (parallelism.pipeline); set one of them, or remove worker";

  static final List<Rule<Workload>> ALL =
      List.of(
          Rule.<Workload>error(
                  ".worker",
                  workload -> workload.worker() != null && workload.parallelism() == null,
                  WORKER_NEEDS)
              .last(),
          Rule.error(
              ".worker",
              workload -> workload.worker() != null && !spansNodes(of(workload)),
              WORKER_NEEDS),
          Rule.error(
              ".parallelism",
              workload -> of(workload).isDataParallel() && of(workload).isPipelineParallel(),
              workload ->
                  "data parallelism and pipeline parallelism (pipeline %d) exclude each other; remove one"
                      .formatted(of(workload).pipeline())),
          Rule.error(
              ".parallelism.dataLocal",
              workload -> of(workload).data() != null && of(workload).dataLocal() == null,
              workload -> "must be set too, as data is %d".formatted(of(workload).data())),
          Rule.error(
              ".parallelism.data",
              workload -> of(workload).dataLocal() != null && of(workload).data() == null,
              workload ->
                  "must be set too, as dataLocal is %d".formatted(of(workload).dataLocal())),
          Rule.error(
              ".parallelism.data",
              workload -> isUneven(of(workload).data(), of(workload).dataLocal()),
              workload ->
                  "data %d is not divisible by dataLocal %d; the group needs a whole number of nodes"
                      .formatted(of(workload).data(), of(workload).dataLocal())),
          Rule.warning(
              ".parallelism",
              workload -> workload.worker() == null && spansNodes(of(workload)),
              "spreads a replica over several nodes, but without worker each replica is one pod;"
                  + " add worker with the pods of the other nodes"));

  private ParallelismRules() {}

  private static ParallelismSpec of(Workload workload) {
    return workload.parallelism() == null ? NONE : workload.parallelism();
  }

  private static boolean spansNodes(ParallelismSpec parallelism) {
    return parallelism.isDataParallel() || parallelism.isPipelineParallel();
  }

  private static boolean isUneven(@Nullable Integer data, @Nullable Integer dataLocal) {
    return data != null && dataLocal != null && dataLocal != 0 && data % dataLocal != 0;
  }
}
