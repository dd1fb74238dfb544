package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Settling;
import java.util.HashSet;
import java.util.Set;

/**
 * What is known in the cluster around one service. What its plan asked about is read and followed
 * from then on, so that a pass after the first finds nothing new and sends no request.
 *
 * @param names the configs that may matter
 */
record Gatherer(
    Cluster cluster,
    ConfigStore configs,
    NamespacedName id,
    ObjectNode service,
    Set<NamespacedName> names,
    Settings settings)
    implements Settling.Lookups {

  @Override
  public Inputs inputs() {
    ConfigStore.Found found = configs.find(names);
    return new Inputs(service, found.trees(), found.unreadable(), settings, cluster.facts(id));
  }

  @Override
  public boolean lookUp(Set<Reference> asked, ClusterFacts known) {
    Set<Reference> followed = cluster.followed(id);
    if (followed.containsAll(asked) && known.references().keySet().containsAll(asked)) {
      return false;
    }
    Set<Reference> wanted = new HashSet<>(followed);
    wanted.addAll(asked);
    return cluster.follow(id, wanted, known);
  }
}
