package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Parallel;
import io.llmisvc.live.Refusals;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads a {@link Workspace} from a cluster: what its operator plans with. */
public final class LiveWorkspaceReader {
  private final LiveCluster cluster;
  private final LiveSource source;
  private final Place place;
  private final LiveFacts facts;

  private LiveWorkspaceReader(LiveCluster cluster, LiveSource source) {
    this.cluster = cluster;
    this.source = source;
    this.facts = new LiveFacts(cluster, source.namespace(), new Refusals());
    this.place = Place.outside("cluster " + cluster.name());
  }

  /**
   * @throws UnreadableInputException when a service is missing, or the operator's settings are
   *     wrong
   */
  public static Workspace read(LiveCluster cluster, LiveSource source) {
    LiveWorkspaceReader reader = new LiveWorkspaceReader(cluster, source);
    Workspace all = reader.all();
    if (all.services().isEmpty()) {
      throw new UnreadableInputException(List.of(reader.nothing()));
    }
    return source.services().isEmpty() ? all : all.choose(source.services());
  }

  /**
   * All services of the namespace, also when there are none: what manifests are laid upon.
   *
   * @throws UnreadableInputException when the operator's settings are wrong
   */
  public static Workspace around(LiveCluster cluster, LiveSource source) {
    return new LiveWorkspaceReader(cluster, source).all();
  }

  private Workspace all() {
    List<Document> services = documents(cluster.list(ApiResource.SERVICES, source.namespace()));
    List<Document> configs = configs();
    Map<NamespacedName, ObjectNode> byName = new LinkedHashMap<>();
    configs.forEach(config -> byName.put(config.id(), config.tree()));
    return new Workspace(services, configs, List.of(), byName, settings(), facts);
  }

  private String nothing() {
    return source.namespace() == null
        ? "%s has no LLMInferenceService".formatted(place)
        : "%s has no LLMInferenceService in namespace %s; name another with -n, or all with -A"
            .formatted(place, source.namespace());
  }

  /** Those of the services' namespace, and the shared ones. */
  private List<Document> configs() {
    if (source.namespace() == null) {
      return documents(cluster.list(ApiResource.CONFIGS, null));
    }
    Set<String> namespaces = new TreeSet<>(List.of(source.systemNamespace(), source.namespace()));
    return documents(
        Parallel.map(
                List.copyOf(namespaces), namespace -> cluster.list(ApiResource.CONFIGS, namespace))
            .stream()
            .flatMap(List::stream)
            .toList());
  }

  private Settings settings() {
    Stream<ObjectNode> configMap =
        cluster
            .get(
                ApiResource.of(Kind.CONFIG_MAP),
                source.systemNamespace(),
                Settings.OPERATOR_CONFIG_MAP)
            .stream();
    Problems problems = new Problems();
    Settings settings =
        OperatorConfigMap.settings(
            documents(configMap.toList()), source.systemNamespace(), problems);
    problems.refuse();
    return settings;
  }

  private List<Document> documents(List<ObjectNode> objects) {
    return objects.stream().map(object -> new Document(place, object)).toList();
  }
}
