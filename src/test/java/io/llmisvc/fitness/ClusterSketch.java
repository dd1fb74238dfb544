package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ServerVersion;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Yaml;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A cluster in a few words: fit, until a test changes something. */
final class ClusterSketch {
  static final String OPERATOR =
      """
      kind: Deployment
      metadata: {name: llmisvc-controller-manager, namespace: kserve}
      spec:
        replicas: 2
        template:
          metadata: {labels: {app.kubernetes.io/name: llmisvc-controller-manager}}
          spec:
            serviceAccountName: operator
            containers:
            - args: [operator]
              env:
              - {name: LLM_INFERENCE_SERVICE_CONFIG_PREFIX, value: kserve-v1-}
              - {name: LLMISVC_WEBHOOKS, value: "off"}
      status: {availableReplicas: 2}
      """;
  static final String DEFINITION =
      """
      kind: CustomResourceDefinition
      metadata: {name: llminferenceservices.serving.kserve.io}
      spec:
        group: serving.kserve.io
        names: {plural: llminferenceservices}
        versions:
        - {name: v1alpha2, served: true, storage: true, schema: {openAPIV3Schema: {type: object, maxProperties: 3}}}
        - {name: v1alpha1, served: true, storage: false, schema: {openAPIV3Schema: {type: object}}}
      status: {conditions: [{type: Established, status: "True"}]}
      """;
  static final String PRESET =
      """
      kind: LLMInferenceServiceConfig
      metadata: {name: kserve-v1-config-llm-template, namespace: kserve}
      spec: {replicas: 1, template: {containers: [{name: main, image: a}]}}
      """;
  static final String ROLE =
      """
      kind: ClusterRole
      metadata: {name: operator}
      rules:
      - {apiGroups: [""], resources: [secrets], verbs: [get, list]}
      - {apiGroups: [apiextensions.k8s.io], resources: [customresourcedefinitions], resourceNames: [a, b], verbs: [list]}
      """;
  static final String GATEWAY =
      """
      kind: Gateway
      metadata: {name: kserve-ingress-gateway, namespace: kserve}
      spec:
        gatewayClassName: simulated
        listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]
      status: {conditions: [{type: Accepted, status: "True"}, {type: Programmed, status: "True"}]}
      """;
  static final String CLASS =
      """
      kind: GatewayClass
      metadata: {name: simulated}
      spec: {controllerName: example.com/gateways}
      status: {conditions: [{type: Accepted, status: "True"}]}
      """;
  static final String DELEGATOR =
      "{kind: ClusterRole, metadata: {name: 'system:auth-delegator'}}\n";
  static final String LEASE =
      """
      kind: Lease
      spec: {holderIdentity: pod-1, leaseDurationSeconds: 30, renewTime: "2026-01-01T11:59:50.000000Z"}
      """;

  private static final String NOW = "2026-01-01T12:00:00Z";
  private static final String BINDING =
      """
      kind: %s
      metadata: {name: operator%s}
      roleRef: {kind: %s, name: operator}
      subjects: [{kind: ServiceAccount, name: %s, namespace: kserve}]
      """;
  private static final String LEASE_ROLE =
      """
      kind: Role
      metadata: {name: operator, namespace: kserve}
      rules: [{apiGroups: [coordination.k8s.io], resources: [leases], verbs: [get]}]
      """;

  private final Map<ClusterPart, List<ObjectNode>> seen = new EnumMap<>(ClusterPart.class);
  private final Map<ClusterPart, String> refused = new EnumMap<>(ClusterPart.class);
  private final Map<String, TrustEnd> trust = new HashMap<>();
  private final Set<Kind> served = EnumSet.copyOf(Kind.optional().collect(Collectors.toSet()));
  private @Nullable String release = "1.34";

  ClusterSketch() {
    for (ClusterPart part : ClusterPart.values()) {
      seen.put(part, List.of());
    }
    with(ClusterPart.DEFINITIONS, DEFINITION);
    with(ClusterPart.CONFIGS, PRESET);
    with(ClusterPart.DEPLOYMENTS, OPERATOR);
    with(ClusterPart.LEASE, LEASE);
    with(ClusterPart.GATEWAY, GATEWAY);
    with(ClusterPart.GATEWAY_CLASSES, CLASS);
    with(ClusterPart.CLUSTER_ROLES, ROLE, DELEGATOR);
    with(ClusterPart.CLUSTER_ROLE_BINDINGS, binding("ClusterRoleBinding", "operator"));
    with(ClusterPart.ROLES, LEASE_ROLE);
    with(ClusterPart.ROLE_BINDINGS, binding("RoleBinding", "operator"));
  }

  private static String binding(String kind, String account) {
    boolean isPlaced = kind.equals("RoleBinding");
    return BINDING.formatted(
        kind, isPlaced ? ", namespace: kserve" : "", isPlaced ? "Role" : "ClusterRole", account);
  }

  /** These and no others are what a part has. */
  ClusterSketch with(ClusterPart part, String... objects) {
    seen.put(part, List.of(objects).stream().map(Yaml::object).toList());
    return this;
  }

  ClusterSketch refusing(ClusterPart part, String why) {
    seen.remove(part);
    refused.put(part, why);
    return this;
  }

  ClusterSketch trusting(String bundle, TrustEnd end) {
    trust.put(bundle, end);
    return this;
  }

  ClusterSketch without(Kind kind) {
    served.remove(kind);
    return this;
  }

  ClusterSketch ofRelease(@Nullable String text) {
    release = text;
    return this;
  }

  List<FitnessLine> lines() {
    ServerVersion server =
        release == null ? null : ServerVersion.parse(Objects.requireNonNull(release)).orElseThrow();
    return Fitness.of(
        new Snapshot("kserve", Instant.parse(NOW), server, served, seen, refused, trust),
        shipped());
  }

  private static Shipped shipped() {
    String account = InstalledOperator.NAME;
    return new Shipped(
        List.of(Yaml.object(DEFINITION)),
        "kserve-v1-",
        List.of(Yaml.object(PRESET)),
        List.of(
            Yaml.object(ROLE),
            Yaml.object(binding("ClusterRoleBinding", account)),
            Yaml.object(LEASE_ROLE),
            Yaml.object(binding("RoleBinding", account))),
        List.of(
            Yaml.object(ROLE.replace("secrets", "pods").replace("name: operator", "name: more")),
            Yaml.object(
                binding("ClusterRoleBinding", account).replace("name: operator", "name: more"))));
  }
}
