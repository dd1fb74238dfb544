package io.llmisvc.cli.input;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.fitness.ClusterPart;
import io.llmisvc.fitness.Fitness;
import io.llmisvc.fitness.InstalledOperator;
import io.llmisvc.fitness.Snapshot;
import io.llmisvc.fitness.StoredSettings;
import io.llmisvc.fitness.TrustEnd;
import io.llmisvc.fitness.WebhookClient;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Parallel;
import io.llmisvc.live.ReadRefusedException;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is looked at when a cluster is examined. A part that may not be read keeps no other
 * from being read.
 */
public final class SnapshotReader {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";
  private static final String DEVICES = "resource.k8s.io";
  private static final ApiResource DEFINITIONS =
      new ApiResource("apiextensions.k8s.io", "v1", "customresourcedefinitions", false);
  private static final ApiResource LEASES =
      new ApiResource("coordination.k8s.io", "v1", "leases", true);
  private static final ApiResource SLICES =
      new ApiResource("discovery.k8s.io", "v1", "endpointslices", true);

  private static final String SELECTOR = "labelSelector";
  private static final Map<String, String> OF_SERVICES =
      Map.of(SELECTOR, Labels.PART_OF + "=" + Labels.PART_OF_VALUE);
  private static final Map<String, String> OF_OTHERS =
      Map.of(SELECTOR, Labels.PART_OF + "!=" + Labels.PART_OF_VALUE);
  private static final Map<String, String> FIGHTS = Map.of("fieldSelector", "reason=FieldFight");

  private final LiveCluster cluster;
  private final String systemNamespace;
  private final @Nullable String namespace;
  private final Map<ClusterPart, List<ObjectNode>> seen = new ConcurrentHashMap<>();
  private final Map<ClusterPart, String> refused = new ConcurrentHashMap<>();

  private SnapshotReader(LiveCluster cluster, String systemNamespace, @Nullable String namespace) {
    this.cluster = cluster;
    this.systemNamespace = systemNamespace;
    this.namespace = namespace;
  }

  /**
   * @param systemNamespace of the operator and the shared configs
   * @param namespace of the services whose children are looked at; absent for all
   */
  public static Snapshot read(
      LiveCluster cluster, String systemNamespace, @Nullable String namespace, Instant now) {
    SnapshotReader reader = new SnapshotReader(cluster, systemNamespace, namespace);
    reader.readAll(reader.known());
    reader.readAll(reader.following());
    return new Snapshot(
        systemNamespace,
        now,
        cluster.server().orElse(null),
        cluster.kinds(),
        reader.seen,
        reader.refused,
        reader.trust());
  }

  private Map<ClusterPart, Supplier<List<ObjectNode>>> known() {
    Map<ClusterPart, Supplier<List<ObjectNode>>> parts = new EnumMap<>(ClusterPart.class);
    parts.put(ClusterPart.DEFINITIONS, this::definitions);
    parts.put(ClusterPart.MUTATING_WEBHOOKS, all(ADMISSION, "mutatingwebhookconfigurations"));
    parts.put(ClusterPart.VALIDATING_WEBHOOKS, all(ADMISSION, "validatingwebhookconfigurations"));
    parts.put(ClusterPart.CONFIGS, () -> cluster.list(ApiResource.CONFIGS, systemNamespace));
    parts.put(
        ClusterPart.DEPLOYMENTS,
        () -> cluster.list(ApiResource.of(Kind.DEPLOYMENT), null, OF_OTHERS));
    parts.put(
        ClusterPart.LEASE, () -> one(LEASES, new NamespacedName(systemNamespace, Fitness.LEASE)));
    parts.put(
        ClusterPart.SETTINGS,
        () ->
            one(
                ApiResource.of(Kind.CONFIG_MAP),
                new NamespacedName(systemNamespace, Settings.OPERATOR_CONFIG_MAP)));
    parts.put(
        ClusterPart.GATEWAY_CLASSES, () -> cluster.list(ApiResource.of(Kind.GATEWAY_CLASS), null));
    parts.put(ClusterPart.WORKLOADS, ofServices(Kind.DEPLOYMENT));
    parts.put(ClusterPart.GROUPED_WORKLOADS, ofServices(Kind.LEADER_WORKER_SET));
    parts.put(ClusterPart.CLAIM_TEMPLATES, ofServices(Kind.RESOURCE_CLAIM_TEMPLATE));
    parts.put(ClusterPart.NODES, () -> cluster.list(ApiResource.NODES, null));
    parts.put(ClusterPart.DEVICE_SLICES, all(DEVICES, "resourceslices"));
    parts.put(ClusterPart.CLUSTER_ROLES, all(RBAC, "clusterroles"));
    parts.put(ClusterPart.CLUSTER_ROLE_BINDINGS, all(RBAC, "clusterrolebindings"));
    parts.put(ClusterPart.FIGHTS, () -> cluster.list(ApiResource.EVENTS, namespace, FIGHTS));
    return parts;
  }

  /** What the parts that were read point to. */
  private Map<ClusterPart, Supplier<List<ObjectNode>>> following() {
    Map<ClusterPart, Supplier<List<ObjectNode>>> parts = new EnumMap<>(ClusterPart.class);
    parts.put(ClusterPart.GATEWAY, this::gateway);
    parts.put(ClusterPart.WEBHOOK_SERVICES, this::webhookServices);
    parts.put(ClusterPart.WEBHOOK_ENDPOINTS, this::webhookEndpoints);
    parts.put(ClusterPart.ROLES, () -> whereTheOperatorWorks(ApiResource.of(Kind.ROLE)));
    parts.put(
        ClusterPart.ROLE_BINDINGS, () -> whereTheOperatorWorks(ApiResource.of(Kind.ROLE_BINDING)));
    return parts;
  }

  private void readAll(Map<ClusterPart, Supplier<List<ObjectNode>>> parts) {
    var unused =
        Parallel.map(
            List.copyOf(parts.entrySet()),
            part -> {
              try {
                return seen.put(part.getKey(), part.getValue().get());
              } catch (ReadRefusedException e) {
                return refused.put(part.getKey(), e.getMessage());
              }
            });
  }

  private List<ObjectNode> seen(ClusterPart part) {
    return seen.getOrDefault(part, List.of());
  }

  private List<ObjectNode> definitions() {
    return Stream.concat(
            Stream.of(ServingApi.SERVICE_PLURAL, ServingApi.CONFIG_PLURAL)
                .map(plural -> plural + "." + ServingApi.GROUP),
            Kind.optional().filter(Kind::isDefined).map(kind -> kind.plural() + "." + kind.group()))
        .flatMap(name -> cluster.get(DEFINITIONS, "", name).stream())
        .toList();
  }

  private List<ObjectNode> gateway() {
    SettingsResult settings = StoredSettings.of(seen(ClusterPart.SETTINGS), systemNamespace);
    return settings instanceof SettingsResult.Valid valid
            && valid.settings().ingress().defaultGateway() != null
        ? one(ApiResource.of(Kind.GATEWAY), valid.settings().ingress().defaultGateway())
        : List.of();
  }

  private List<ObjectNode> webhookServices() {
    return asked().flatMap(id -> one(ApiResource.of(Kind.SERVICE), id).stream()).toList();
  }

  private List<ObjectNode> webhookEndpoints() {
    return asked()
        .flatMap(
            id ->
                cluster
                    .list(
                        SLICES,
                        id.namespace(),
                        Map.of(SELECTOR, "kubernetes.io/service-name=" + id.name()))
                    .stream())
        .toList();
  }

  private Stream<NamespacedName> asked() {
    return webhooks().stream().flatMap(client -> client.service().stream()).distinct();
  }

  private Map<String, TrustEnd> trust() {
    return webhooks().stream()
        .map(WebhookClient::bundle)
        .distinct()
        .collect(Collectors.toMap(Function.identity(), TrustBundle::read));
  }

  private List<WebhookClient> webhooks() {
    List<ObjectNode> configurations = new ArrayList<>(seen(ClusterPart.MUTATING_WEBHOOKS));
    configurations.addAll(seen(ClusterPart.VALIDATING_WEBHOOKS));
    return WebhookClient.of(seen(ClusterPart.DEFINITIONS), configurations);
  }

  private List<ObjectNode> whereTheOperatorWorks(ApiResource resource) {
    TreeSet<String> namespaces = new TreeSet<>(List.of(systemNamespace));
    InstalledOperator.of(seen(ClusterPart.DEPLOYMENTS), systemNamespace)
        .ifPresent(operator -> namespaces.addAll(operator.watchedNamespaces()));
    return namespaces.stream().flatMap(place -> cluster.list(resource, place).stream()).toList();
  }

  private List<ObjectNode> one(ApiResource resource, NamespacedName id) {
    Optional<ObjectNode> found = cluster.get(resource, id.namespace(), id.name());
    return found.stream().toList();
  }

  private Supplier<List<ObjectNode>> ofServices(Kind kind) {
    return () -> cluster.list(ApiResource.of(kind), namespace, OF_SERVICES);
  }

  private Supplier<List<ObjectNode>> all(String group, String plural) {
    return () -> cluster.list(new ApiResource(group, "v1", plural, false), null);
  }
}
