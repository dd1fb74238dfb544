package io.llmisvc.cli.input;

import io.llmisvc.api.ServingApi;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of the input by what they are for. All have a name, and a namespace when their kind
 * has one.
 *
 * @param services each LLMInferenceService, in the order of the input
 * @param configs each LLMInferenceServiceConfig
 * @param others objects of kinds that a plan may ask about
 * @param live services that exist and are not there to be planned
 */
public record Manifests(
    List<Document> services, List<Document> configs, List<Document> others, List<Document> live) {
  public Manifests {
    services = List.copyOf(services);
    configs = List.copyOf(configs);
    others = List.copyOf(others);
    live = List.copyOf(live);
  }

  static Manifests of(List<Document> objects) {
    List<Document> services = new ArrayList<>();
    List<Document> configs = new ArrayList<>();
    List<Document> others = new ArrayList<>();
    for (Document object : objects) {
      boolean ours = object.group().equals(ServingApi.GROUP);
      if (ours && object.kind().equals(ServingApi.SERVICE_KIND)) {
        services.add(object);
      } else if (ours && object.kind().equals(ServingApi.CONFIG_KIND)) {
        configs.add(object);
      } else {
        others.add(object);
      }
    }
    return new Manifests(services, configs, others, List.of());
  }

  /** Adds what exists in the cluster: its services are not there to be planned. */
  Manifests withClusterOf(List<Document> cluster) {
    Manifests more = of(cluster);
    List<Document> allConfigs = new ArrayList<>(configs);
    allConfigs.addAll(more.configs);
    List<Document> allOthers = new ArrayList<>(others);
    allOthers.addAll(more.others);
    return new Manifests(services, allConfigs, allOthers, more.services);
  }
}
