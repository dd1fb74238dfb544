package io.llmisvc.reconcile;

import io.llmisvc.cluster.StoredService;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Route, pool and scheduler. New ones come first and the route last, so that it never points to
 * something that is not there; what must go goes in the opposite order.
 */
final class RouterReconciler {

  /** Nothing while the plan does not know what the router is made from. */
  List<Observed.Failure> reconcile(StoredService service, Plan plan, ChildChanges children) {
    List<Observed.Failure> failures = new ArrayList<>();
    if (!plan.isKnown(Stage.ROUTER)) {
      return failures;
    }
    failures.addAll(children.apply(service, plan.service(), plan.children(Stage.ROUTER).toList()));
    failures.addAll(
        children.remove(service, plan.service(), plan.absent(Stage.ROUTER).toList().reversed()));
    return failures;
  }
}
