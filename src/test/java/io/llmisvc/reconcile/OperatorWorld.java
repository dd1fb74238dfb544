package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ClientKeyForm;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Controllers;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.ExternalMetrics;
import io.llmisvc.testing.GatewaySimulator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes with everything that the operator expects in a cluster, real controllers included,
 * and, when asked for, the operator. Only Gateways are simulated.
 */
final class OperatorWorld implements AutoCloseable {
  private static final String ACCOUNT = "llmisvc-controller-manager";
  static final String OPERATOR = "system:serviceaccount:kserve:" + ACCOUNT;

  private static final String GATEWAY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: kserve-ingress-gateway, namespace: kserve}
      spec:
        gatewayClassName: simulated
        listeners:
        - {name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}
      """;
  private static final String GATEWAY_CLASS =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: {name: simulated}
      spec: {controllerName: llmisvc.io/simulated}
      """;

  private static final int CONFLICT = 409;

  private static @Nullable OperatorWorld shared;

  private final AtomicInteger namespaces = new AtomicInteger();
  private final ControlPlane controlPlane;
  private final Controllers controllers;
  private @Nullable GatewaySimulator simulator;
  private @Nullable ExternalMetrics metrics;
  private @Nullable TestOperator operator;

  private OperatorWorld(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    this.controllers = Controllers.start(controlPlane);
  }

  /** The one of this JVM, with a running operator, for tests that break nothing. */
  static synchronized OperatorWorld shared() {
    if (shared == null) {
      OperatorWorld world = bare();
      world.installOtherProjects();
      world.startOperator();
      shared = world;
    }
    return shared;
  }

  /**
   * One of its own: Kubernetes' controllers, our CRDs, presets and the system namespace, and no
   * running operator.
   */
  static OperatorWorld bare() {
    OperatorWorld world = withoutInstall();
    Crds.install(world.admin(), Path.of("kubernetes/base/crds"));
    AppliedManifests.apply(world.admin(), Path.of("kubernetes/base/rbac.yaml"));
    AppliedManifests.apply(world.admin(), Path.of("kubernetes/base/presets.yaml"));
    return world;
  }

  /** One of its own with nothing of ours but the system namespace. */
  static OperatorWorld withoutInstall() {
    OperatorWorld world = new OperatorWorld(ControlPlane.start());
    world.namespace("kserve");
    return world;
  }

  /**
   * The CRDs of other projects, the controller of LeaderWorkerSets, the default Gateway, and what
   * simulates the controller of Gateways and external metrics.
   */
  void installOtherProjects() {
    Crds.install(admin(), Crds.ofOtherProjects());
    controllers.startLeaderWorkerSets();
    apply(GATEWAY_CLASS);
    applyDefaultGateway();
    simulator = GatewaySimulator.start(admin());
    metrics = ExternalMetrics.start(controlPlane);
  }

  /** Of a world with other projects. */
  ExternalMetrics metrics() {
    return Objects.requireNonNull(metrics, "other projects are installed");
  }

  /** In the system namespace. */
  void applyDefaultGateway() {
    namespace("kserve");
    apply(GATEWAY);
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  KubernetesClient admin() {
    return controlPlane.admin();
  }

  /** The rights that the operator has in a cluster, and its patience, and no more. */
  Config operatorConfig() {
    return ProductionSettings.of(controlPlane.configFor("kserve", ACCOUNT));
  }

  /** A file that says the same, for another process. */
  Path operatorKubeconfig() {
    return controlPlane.kubeconfigFor(OPERATOR, ClientKeyForm.RSA_PKCS8);
  }

  TestOperator startOperator() {
    return startOperator(operatorClient());
  }

  TestOperator startOperator(KubernetesClient client) {
    return use(TestOperator.start(client));
  }

  TestOperator startOperator(OperatorEnvironment environment) {
    return use(TestOperator.start(operatorClient(), environment));
  }

  TestOperator startElectedOperator() {
    return startElectedOperator(OperatorEnvironment.defaults());
  }

  TestOperator startElectedOperator(OperatorEnvironment environment) {
    return use(TestOperator.startElected(operatorConfig(), environment));
  }

  private KubernetesClient operatorClient() {
    return new KubernetesClientBuilder()
        .withConfig(operatorConfig())
        .withKubernetesSerialization(ClientFormat.serialization())
        .build();
  }

  private TestOperator use(TestOperator started) {
    operator = started;
    return started;
  }

  /** The one that runs. */
  TestOperator operator() {
    return Objects.requireNonNull(operator, "an operator runs");
  }

  void stopOperator() {
    if (operator != null) {
      operator.close();
      operator = null;
    }
  }

  String newNamespace() {
    return namespace("test-" + namespaces.incrementAndGet());
  }

  /** Makes a namespace unless it is there. */
  String namespace(String name) {
    admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply();
    return name;
  }

  /** Applies documents that say their namespace. */
  void apply(String yaml) {
    for (HasMetadata object : admin().load(stream(yaml)).items()) {
      admin().resource(object).forceConflicts().serverSideApply();
    }
  }

  /** Applies documents into a namespace. */
  void apply(String namespace, String yaml) {
    for (HasMetadata object : admin().load(stream(yaml)).items()) {
      object.getMetadata().setNamespace(namespace);
      admin().resource(object).forceConflicts().serverSideApply();
    }
  }

  Resource<LLMInferenceService> service(String namespace, String name) {
    return admin().resources(LLMInferenceService.class).inNamespace(namespace).withName(name);
  }

  /** Changes a service as with an editor, and again when somebody else was faster. */
  void edit(String namespace, String name, UnaryOperator<LLMInferenceService> change) {
    Await.until(
        "service %s/%s is changed".formatted(namespace, name),
        () -> {
          try {
            return service(namespace, name).edit(change) != null;
          } catch (KubernetesClientException e) {
            if (e.getCode() == CONFLICT) {
              return false;
            }
            throw e;
          }
        });
  }

  Resource<GenericKubernetesResource> child(Kind kind, String namespace, String name) {
    return admin()
        .genericKubernetesResources(kind.apiVersion(), kind.kind())
        .inNamespace(namespace)
        .withName(name);
  }

  boolean exists(Kind kind, String namespace, String name) {
    return child(kind, namespace, name).get() != null;
  }

  Optional<Condition> condition(String namespace, String name, String type) {
    return Optional.ofNullable(service(namespace, name).get().getStatus()).stream()
        .flatMap(status -> status.conditions().stream())
        .filter(condition -> type.equals(condition.type()))
        .findFirst();
  }

  /** Waits until the condition is this, for the newest generation. */
  Condition await(String namespace, String name, String type, String status) {
    Await.until(
        "%s/%s %s=%s".formatted(namespace, name, type, status),
        () -> {
          requireAlive();
          return isCurrent(namespace, name) && has(namespace, name, type, status);
        });
    return condition(namespace, name, type).orElseThrow();
  }

  /** Fails when a controller of Kubernetes has ended. */
  void requireAlive() {
    controllers.requireAlive();
  }

  /** What the Deployment of a service makes pods of. */
  PodTemplateSpec podTemplate(String namespace, String service) {
    return admin()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(service + "-kserve")
        .get()
        .getSpec()
        .getTemplate();
  }

  boolean isReady(String namespace, String name) {
    return isCurrent(namespace, name) && has(namespace, name, "Ready", "True");
  }

  void awaitReady(String namespace, String name) {
    await(namespace, name, "Ready", "True");
  }

  private boolean has(String namespace, String name, String type, String status) {
    return condition(namespace, name, type).filter(c -> status.equals(c.status())).isPresent();
  }

  private boolean isCurrent(String namespace, String name) {
    LLMInferenceService service = service(namespace, name).get();
    return service.getStatus() != null
        && service.getMetadata().getGeneration().equals(service.getStatus().observedGeneration());
  }

  /**
   * Waits until the operator has written nothing for two seconds, but for its lease: what followed
   * has followed.
   */
  void awaitQuiet() {
    Await.until(
        "two seconds without a write",
        () ->
            controlPlane.auditLog().writesBy(OPERATOR, Instant.now().minusSeconds(2)).stream()
                .allMatch(entry -> entry.resource().equals("leases")));
  }

  /**
   * What the operator wrote or tried to since then. A request of our own, seen in the log, proves
   * that the log is complete.
   */
  List<AuditEntry> writesSince(Instant time) {
    String marker = namespace("marker-" + namespaces.incrementAndGet());
    Await.until(
        "the audit log is complete",
        () ->
            controlPlane.auditLog().since(time).stream()
                .anyMatch(entry -> entry.name().equals(marker)));
    return controlPlane.auditLog().writesBy(OPERATOR, time);
  }

  @Override
  public void close() {
    stopOperator();
    if (simulator != null) {
      simulator.close();
    }
    controlPlane.close();
  }

  private static ByteArrayInputStream stream(String yaml) {
    return new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** A service with a managed Gateway, route and scheduler; more fields of its spec may follow. */
  static String routed(String name) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: %s}
    spec:
      model: {uri: "hf://a/b"}
      replicas: 1
      router: {gateway: {}, route: {}, scheduler: {}}
    """
        .formatted(name);
  }
}
