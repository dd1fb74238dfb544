package io.llmisvc.reconcile;

import io.llmisvc.cluster.EventRecorder;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Set;

/**
 * Composes: finds the configs of a service, settles its plan by what is known of the cluster, and
 * says what was found. The others write what the plan wants; the conditions are the status' affair.
 */
final class CompositionReconciler {
  private final OperatorRuntime runtime;
  private final ConfigStore configs;
  private final FindingReport findings;

  CompositionReconciler(OperatorRuntime runtime, ConfigStore configs, EventRecorder events) {
    this.runtime = runtime;
    this.configs = configs;
    this.findings = new FindingReport(events);
  }

  /** The configs that may matter to the service, whether they exist or not. */
  Set<NamespacedName> configs(ServiceState state, Settings settings) {
    return runtime.planner().configNames(state.tree(), settings);
  }

  Plan reconcile(ServiceState state, Set<NamespacedName> names, Settings settings) {
    return told(
        state,
        runtime
            .settling()
            .plan(
                state.id(),
                new TimedPlans(
                    new Gatherer(
                        runtime.cluster(), configs, state.id(), state.tree(), names, settings),
                    runtime.telemetry())));
  }

  /**
   * The operator's own configuration is broken: nothing is composed, and the service keeps what it
   * has.
   */
  Plan refuse(ServiceState state, String problem) {
    return told(
        state, runtime.planner().refused(ServiceMeta.of(state.tree()), state.applied(), problem));
  }

  private Plan told(ServiceState state, Plan plan) {
    findings.tell(state, plan);
    return plan;
  }

  void forget(NamespacedName service) {
    findings.forget(service);
  }
}
