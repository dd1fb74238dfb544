package io.llmisvc.reconcile;

import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Deployments, LeaderWorkerSets and what belongs to them. What must go goes first: a workload that
 * changes its shape needs the accelerators that the old one holds, and an autoscaler would fight a
 * count that is given. Only an autoscaler that another kind replaces goes when that is there.
 */
final class WorkloadReconciler {

  /** Nothing while the plan does not know what the workload is made from. */
  List<Observed.Failure> reconcile(StoredService service, Plan plan, ChildChanges children) {
    List<Observed.Failure> failures = new ArrayList<>();
    if (!plan.isKnown(Stage.WORKLOAD)) {
      return failures;
    }
    List<AbsentChild> absent = new ArrayList<>(absent(plan));
    List<AbsentChild> replaced = absent.stream().filter(child -> isReplaced(child, plan)).toList();
    absent.removeAll(replaced);
    failures.addAll(children.remove(service, plan.service(), absent));
    failures.addAll(
        children.apply(service, plan.service(), plan.children(Stage.WORKLOAD).toList()));
    failures.addAll(children.remove(service, plan.service(), replaced));
    return failures;
  }

  private static boolean isReplaced(AbsentChild absent, Plan plan) {
    return absent.role().isScaling()
        && plan.children(Stage.WORKLOAD)
            .anyMatch(child -> child.role().subject() == absent.role().subject());
  }

  /** Against the order of writing: a workload goes before the account that its pods run as. */
  private static List<AbsentChild> absent(Plan plan) {
    return plan.absent(Stage.WORKLOAD)
        .sorted(Comparator.comparing(AbsentChild::role).reversed())
        .toList();
  }
}
