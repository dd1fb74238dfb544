package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that files or a cluster say, ready to plan with.
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
    FactSource cluster) {
  public Workspace {
    services = List.copyOf(services);
    ownConfigs = List.copyOf(ownConfigs);
    live = List.copyOf(live);
    configs = Map.copyOf(configs);
  }

  /**
   * Only the services of these names are to plan; the others become their neighbours.
   *
   * @throws UnreadableInputException naming each that there is not
   */
  public Workspace choose(List<String> names) {
    List<Document> chosen = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      List<Document> found = services.stream().filter(it -> it.id().name().equals(name)).toList();
      chosen.addAll(found);
      if (found.isEmpty()) {
        missing.add("there is no LLMInferenceService %s; there are %s".formatted(name, names()));
      }
    }
    if (!missing.isEmpty()) {
      throw new UnreadableInputException(missing);
    }
    List<Document> neighbours = new ArrayList<>(live);
    services.stream().filter(service -> !chosen.contains(service)).forEach(neighbours::add);
    return new Workspace(chosen, ownConfigs, neighbours, configs, settings, cluster);
  }

  private String names() {
    List<String> names = services.stream().map(it -> it.id().toString()).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /**
   * The inputs of one service.
   *
   * @param questions what its plan has asked so far
   */
  public Inputs inputs(Document service, Set<Reference> questions) {
    return new Inputs(service.tree(), configs, settings, cluster.facts(service.id(), questions));
  }
}
