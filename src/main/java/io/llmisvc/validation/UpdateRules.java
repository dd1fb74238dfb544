package io.llmisvc.validation;

import io.llmisvc.api.spec.ParallelismSpec;
import io.llmisvc.api.spec.Workload;
import java.util.List;

/** What of a workload cannot change; at {@code spec} and {@code spec.prefill}. */
final class UpdateRules {
  static final List<Rule<Change>> ALL =
      List.of(
          Rule.notSupported(
              ".parallelism",
              change -> size(change.before) != size(change.after),
              change ->
                  "the size of a group cannot change, from %d to %d; make a new service"
                      .formatted(size(change.before), size(change.after))));

  private UpdateRules() {}

  record Change(Workload before, Workload after) {}

  /** How many pods a group has, which for LeaderWorkerSets is fixed; 1 when nothing is said. */
  private static int size(Workload workload) {
    ParallelismSpec parallelism = workload.parallelism();
    return parallelism == null ? 1 : parallelism.groupSize().orElse(1);
  }
}
