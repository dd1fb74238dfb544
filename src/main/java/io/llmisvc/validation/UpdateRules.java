package io.llmisvc.validation;

import io.llmisvc.api.spec.ParallelismSpec;
import io.llmisvc.api.spec.Workload;
import java.util.List;

/**
 * What of a workload of groups cannot change, because LeaderWorkerSets cannot; at {@code spec} and
 * {@code spec.prefill}. Another topology is another object, which may have any size.
 */
final class UpdateRules {
  static final List<Rule<Change>> ALL =
      List.of(
          Rule.notSupported(
              ".parallelism",
              change -> change.isOfGroups() && size(change.before) != size(change.after),
              change ->
                  "the size of a group cannot change, from %d to %d; make a new service"
                      .formatted(size(change.before), size(change.after))));

  /** The groups of prefill have subgroups with data parallelism, and without it none. */
  static final List<Rule<Change>> PREFILL =
      List.of(
          Rule.notSupported(
              ".parallelism",
              change ->
                  change.isOfGroups()
                      && isDataParallel(change.before) != isDataParallel(change.after),
              "prefill cannot change between data and pipeline parallelism; make a new service"));

  private UpdateRules() {}

  record Change(Workload before, Workload after) {
    boolean isOfGroups() {
      return before.worker() != null && after.worker() != null;
    }
  }

  /** How many pods a group has; 1 when nothing is said. */
  private static int size(Workload workload) {
    ParallelismSpec parallelism = workload.parallelism();
    return parallelism == null ? 1 : parallelism.groupSize().orElse(1);
  }

  private static boolean isDataParallel(Workload workload) {
    ParallelismSpec parallelism = workload.parallelism();
    return parallelism != null && parallelism.isDataParallel();
  }
}
