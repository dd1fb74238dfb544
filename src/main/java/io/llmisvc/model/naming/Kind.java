package io.llmisvc.model.naming;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The closed set of Kubernetes kinds that the project reads or writes, and what is special about
 * each. Which of them can be children, the roles of children say.
 */
public enum Kind {
  SERVICE_ACCOUNT("", "v1", "ServiceAccount", "serviceaccounts", Trait.EXTENSIBLE),
  SECRET("", "v1", "Secret", "secrets", Kept.OUTLINE),
  SERVICE("", "v1", "Service", "services", Trait.EXTENSIBLE),
  CONFIG_MAP("", "v1", "ConfigMap", "configmaps"),
  POD("", "v1", "Pod", "pods", Kept.ADDRESS_AND_TROUBLE),
  NAMESPACE("", "v1", "Namespace", "namespaces", Kept.LABELS, Trait.CLUSTER_SCOPED),
  DEPLOYMENT(
      "apps", "v1", "Deployment", "deployments", List.of("/spec/template"), Trait.EXTENSIBLE),
  HORIZONTAL_POD_AUTOSCALER(
      "autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
  ROLE("rbac.authorization.k8s.io", "v1", "Role", "roles"),
  ROLE_BINDING("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings", Trait.REPLACEABLE),
  CLUSTER_ROLE_BINDING(
      "rbac.authorization.k8s.io",
      "v1",
      "ClusterRoleBinding",
      "clusterrolebindings",
      Trait.CLUSTER_SCOPED,
      Trait.REPLACEABLE),
  LEADER_WORKER_SET(
      "leaderworkerset.x-k8s.io",
      "v1",
      "LeaderWorkerSet",
      "leaderworkersets",
      List.of(
          "/spec/leaderWorkerTemplate/leaderTemplate", "/spec/leaderWorkerTemplate/workerTemplate"),
      Trait.OPTIONAL,
      Trait.EXTENSIBLE),
  VARIANT_AUTOSCALING(
      "llmd.ai", "v1alpha1", "VariantAutoscaling", "variantautoscalings", Trait.OPTIONAL),
  SCALED_OBJECT("keda.sh", "v1alpha1", "ScaledObject", "scaledobjects", Trait.OPTIONAL),
  RESOURCE_CLAIM_TEMPLATE(
      "resource.k8s.io",
      "v1",
      "ResourceClaimTemplate",
      "resourceclaimtemplates",
      Trait.OPTIONAL,
      Trait.BUILT_IN,
      Trait.REPLACEABLE),
  GATEWAY_CLASS(
      "gateway.networking.k8s.io",
      "v1",
      "GatewayClass",
      "gatewayclasses",
      Trait.OPTIONAL,
      Trait.CLUSTER_SCOPED),
  GATEWAY(
      "gateway.networking.k8s.io",
      "v1",
      "Gateway",
      "gateways",
      Kept.WITHOUT_COUNTS,
      Trait.OPTIONAL),
  HTTP_ROUTE("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes", Trait.OPTIONAL),
  REFERENCE_GRANT(
      "gateway.networking.k8s.io", "v1beta1", "ReferenceGrant", "referencegrants", Trait.OPTIONAL),
  INFERENCE_POOL(
      "inference.networking.k8s.io", "v1", "InferencePool", "inferencepools", Trait.OPTIONAL),
  INFERENCE_POOL_V1ALPHA2(
      "inference.networking.x-k8s.io",
      "v1alpha2",
      "InferencePool",
      "inferencepools",
      Trait.OPTIONAL),
  INFERENCE_OBJECTIVE_LLM_D(
      "llm-d.ai", "v1alpha2", "InferenceObjective", "inferenceobjectives", Trait.OPTIONAL),
  INFERENCE_OBJECTIVE(
      "inference.networking.x-k8s.io",
      "v1alpha2",
      "InferenceObjective",
      "inferenceobjectives",
      Trait.OPTIONAL),
  INFERENCE_MODEL(
      "inference.networking.x-k8s.io",
      "v1alpha2",
      "InferenceModel",
      "inferencemodels",
      Trait.OPTIONAL),
  LOCAL_MODEL_CACHE(
      "serving.kserve.io",
      "v1alpha1",
      "LocalModelCache",
      "localmodelcaches",
      Trait.OPTIONAL,
      Trait.CLUSTER_SCOPED),
  LOCAL_MODEL_NAMESPACE_CACHE(
      "serving.kserve.io",
      "v1alpha1",
      "LocalModelNamespaceCache",
      "localmodelnamespacecaches",
      Trait.OPTIONAL);

  private enum Trait {
    OPTIONAL,
    BUILT_IN,
    CLUSTER_SCOPED,
    EXTENSIBLE,
    REPLACEABLE
  }

  /** What is kept in memory of an object that services refer to; bookkeeping never is. */
  public enum Kept {
    WHOLE,
    /** Which keys a Secret has, and no value that could be a credential. */
    OUTLINE,
    /** Of a pod where it is, what it is labelled with, and what keeps it from being ready. */
    ADDRESS_AND_TROUBLE,
    /** Of a namespace what it is labelled with. */
    LABELS,
    /** All but the number of routes on a Gateway, which each route that comes or goes changes. */
    WITHOUT_COUNTS
  }

  private final String group;
  private final String version;
  private final String kind;
  private final String plural;
  private final Kept kept;
  private final List<String> podTemplates;
  private final Set<Trait> traits;

  Kind(String group, String version, String kind, String plural, Trait... traits) {
    this(group, version, kind, plural, Kept.WHOLE, List.of(), traits);
  }

  Kind(String group, String version, String kind, String plural, Kept kept, Trait... traits) {
    this(group, version, kind, plural, kept, List.of(), traits);
  }

  Kind(
      String group,
      String version,
      String kind,
      String plural,
      List<String> podTemplates,
      Trait... traits) {
    this(group, version, kind, plural, Kept.WHOLE, podTemplates, traits);
  }

  Kind(
      String group,
      String version,
      String kind,
      String plural,
      Kept kept,
      List<String> podTemplates,
      Trait... traits) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.plural = plural;
    this.kept = kept;
    this.podTemplates = podTemplates;
    this.traits = Set.of(traits);
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
    return !traits.contains(Trait.CLUSTER_SCOPED);
  }

  /** The kinds that a cluster may lack. */
  public static Stream<Kind> optional() {
    return Arrays.stream(values()).filter(Kind::isOptional);
  }

  /** True when a cluster may lack this kind. */
  public boolean isOptional() {
    return traits.contains(Trait.OPTIONAL);
  }

  /** True when a CustomResourceDefinition brings this kind, false when Kubernetes itself does. */
  public boolean isDefined() {
    return isOptional() && !traits.contains(Trait.BUILT_IN);
  }

  /** True when others may extend the lists of an object: a sidecar's volume, one more port. */
  public boolean isExtensible() {
    return traits.contains(Trait.EXTENSIBLE);
  }

  /** True when an object whose change is refused may be deleted and made anew. */
  public boolean isReplaceable() {
    return traits.contains(Trait.REPLACEABLE);
  }

  /** True for what runs pods, as many as {@code spec.replicas} says, which others may set. */
  public boolean isScalable() {
    return !podTemplates.isEmpty();
  }

  /** Where the templates of an object's pods stand, as JSON pointers; none when it runs no pods. */
  public List<String> podTemplates() {
    return podTemplates;
  }

  public Kept kept() {
    return kept;
  }
}
