package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import java.util.HashSet;
import java.util.Set;

/**
 * Gathers what a plan needs and plans. A plan says what it asked about, and what others may ask
 * about it; what nobody had read yet is read, followed from then on, and planned with again. In a
 * pass after the first there is nothing new to read, so it plans once and sends no request.
 */
final class Gatherer {
  private static final int ROUNDS = 6;

  private final OperatorRuntime runtime;
  private final Cluster cluster;
  private final ConfigStore configs;

  Gatherer(OperatorRuntime runtime, ConfigStore configs) {
    this.runtime = runtime;
    this.cluster = runtime.cluster();
    this.configs = configs;
  }

  /**
   * @param used the configs that may matter
   * @return a plan that rests on all that can be read now, or, when each plan asks for something
   *     new, one that says so and touches nothing
   */
  Plan gather(
      NamespacedName name, ObjectNode service, Set<NamespacedName> used, Settings settings) {
    for (int round = 1; ; round++) {
      ConfigStore.Found found = configs.find(used);
      Inputs inputs = new Inputs(service, found.trees(), found.unreadable(), settings, facts(name));
      Plan plan = runtime.planner().plan(inputs);
      Publication publication = plan.publication();
      if (publication != null) {
        runtime.notePublication(name, publication);
      }
      if (isSettled(name, inputs.facts(), plan)) {
        return plan;
      }
      if (round == ROUNDS) {
        return runtime.planner().unsettled(plan);
      }
    }
  }

  private ClusterFacts facts(NamespacedName name) {
    return cluster.facts(name).withPublishers(runtime.publications().others(name));
  }

  /** Whether planning again would give the same, because nothing more is known by now. */
  private boolean isSettled(NamespacedName name, ClusterFacts facts, Plan plan) {
    return !readsMore(name, facts, plan)
        && facts.publishers().equals(runtime.publications().others(name));
  }

  private boolean readsMore(NamespacedName name, ClusterFacts facts, Plan plan) {
    Set<Reference> followed = cluster.followed(name);
    if (followed.containsAll(plan.references())
        && facts.references().keySet().containsAll(plan.references())) {
      return false;
    }
    Set<Reference> wanted = new HashSet<>(followed);
    wanted.addAll(plan.references());
    return cluster.follow(name, wanted, facts);
  }
}
