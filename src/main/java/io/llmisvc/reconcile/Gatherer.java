package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Reference;
import io.llmisvc.model.Settings;
import io.llmisvc.plan.Planner;
import java.util.HashSet;
import java.util.Set;

/**
 * Gathers what a plan needs and plans. A plan says what it asked about; what nobody had read yet is
 * read, followed from then on, and planned with again. In a pass after the first there is nothing
 * new to read, so it plans once and sends no request.
 */
final class Gatherer {
  private static final int ROUNDS = 6;

  private final Cluster cluster;
  private final Planner planner;
  private final ConfigStore configs;

  Gatherer(Cluster cluster, Planner planner, ConfigStore configs) {
    this.cluster = cluster;
    this.planner = planner;
    this.configs = configs;
  }

  Plan gather(NamespacedName name, ObjectNode service, Settings settings) {
    Set<NamespacedName> used = planner.configNames(service, settings);
    for (int round = 1; ; round++) {
      Inputs inputs = new Inputs(service, configs.find(used), settings, cluster.facts(name));
      Plan plan = planner.plan(inputs);
      if (round == ROUNDS || inputs.facts().references().keySet().containsAll(plan.references())) {
        return plan;
      }
      Set<Reference> wanted = new HashSet<>(cluster.followed(name));
      wanted.addAll(plan.references());
      cluster.follow(name, wanted);
    }
  }
}
