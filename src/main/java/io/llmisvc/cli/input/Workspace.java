package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that the files say, ready to plan with.
 *
 * @param services to plan, in the order of the input
 * @param ownConfigs the configs of the input
 * @param live services that the facts say exist: not to plan, but neighbours of those to plan
 * @param configs those, and the built-in presets for what they do not define
 */
public record Workspace(
    List<Document> services,
    List<Document> ownConfigs,
    List<Document> live,
    Map<NamespacedName, ObjectNode> configs,
    Settings settings,
    OfflineCluster cluster) {
  public Workspace {
    services = List.copyOf(services);
    ownConfigs = List.copyOf(ownConfigs);
    live = List.copyOf(live);
    configs = Map.copyOf(configs);
  }

  /**
   * The inputs of one service.
   *
   * @param questions what its plan has asked so far
   */
  public Inputs inputs(Document service, Set<Reference> questions) {
    return new Inputs(service.tree(), configs, settings, cluster.facts(questions));
  }
}
