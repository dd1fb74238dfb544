package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ClusterFacts;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.NamespacedName;
import io.llmisvc.model.Reference;
import io.llmisvc.model.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that the files say, ready to plan with.
 *
 * @param services to plan, in the order of the input
 * @param ownConfigs the configs of the input
 * @param configs those, and the built-in presets for what they do not define
 */
public record Workspace(
    List<Document> services,
    List<Document> ownConfigs,
    Map<NamespacedName, ObjectNode> configs,
    Settings settings,
    OfflineCluster cluster) {
  public Workspace {
    services = List.copyOf(services);
    ownConfigs = List.copyOf(ownConfigs);
    configs = Map.copyOf(configs);
  }

  /** The inputs of one service, with answers to the questions that its plan has asked so far. */
  public Inputs inputs(Document service, Set<Reference> questions) {
    ClusterFacts facts = cluster.facts(questions);
    return new Inputs(service.tree(), configs, settings, facts);
  }
}
