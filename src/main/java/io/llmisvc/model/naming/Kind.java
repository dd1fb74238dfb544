package io.llmisvc.model.naming;

import java.util.Optional;

/** The closed set of Kubernetes kinds that the project reads or writes. */
public enum Kind {
  SERVICE_ACCOUNT("", "v1", "ServiceAccount", "serviceaccounts"),
  SECRET("", "v1", "Secret", "secrets"),
  SERVICE("", "v1", "Service", "services"),
  CONFIG_MAP("", "v1", "ConfigMap", "configmaps"),
  POD("", "v1", "Pod", "pods"),
  DEPLOYMENT("apps", "v1", "Deployment", "deployments"),
  ROLE("rbac.authorization.k8s.io", "v1", "Role", "roles"),
  ROLE_BINDING("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings"),
  CLUSTER_ROLE_BINDING(
      "rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings"),
  LEADER_WORKER_SET("leaderworkerset.x-k8s.io", "v1", "LeaderWorkerSet", "leaderworkersets"),
  GATEWAY_CLASS("gateway.networking.k8s.io", "v1", "GatewayClass", "gatewayclasses"),
  GATEWAY("gateway.networking.k8s.io", "v1", "Gateway", "gateways"),
  HTTP_ROUTE("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes"),
  INFERENCE_POOL("inference.networking.k8s.io", "v1", "InferencePool", "inferencepools"),
  INFERENCE_POOL_V1ALPHA2(
      "inference.networking.x-k8s.io", "v1alpha2", "InferencePool", "inferencepools"),
  INFERENCE_OBJECTIVE_LLM_D("llm-d.ai", "v1alpha2", "InferenceObjective", "inferenceobjectives"),
  INFERENCE_OBJECTIVE(
      "inference.networking.x-k8s.io", "v1alpha2", "InferenceObjective", "inferenceobjectives"),
  INFERENCE_MODEL("inference.networking.x-k8s.io", "v1alpha2", "InferenceModel", "inferencemodels");

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;

  Kind(String group, String version, String kind, String plural) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
  }

  /** The kind with this apiVersion and kind, when it is one of ours. */
  public static Optional<Kind> of(String apiVersion, String kind) {
    for (Kind candidate : values()) {
      if (candidate.kind.equals(kind) && candidate.apiVersion().equals(apiVersion)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  public String group() {
    return group;
  }

  public String version() {
    return version;
  }

  public String kind() {
    return kind;
  }

  public String plural() {
    return plural;
  }

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  public boolean isNamespaced() {
    return this != CLUSTER_ROLE_BINDING && this != GATEWAY_CLASS;
  }

  /** True when a CustomResourceDefinition brings this kind, so that a cluster may lack it. */
  public boolean isOptional() {
    return ordinal() >= LEADER_WORKER_SET.ordinal();
  }
}
