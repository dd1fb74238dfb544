package io.llmisvc.dev;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ChildProcess;
import io.llmisvc.testing.ClientKeyForm;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Controllers;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.ExternalMetrics;
import io.llmisvc.testing.GatewaySimulator;
import io.llmisvc.testing.KedaOperator;
import io.llmisvc.testing.Prometheus;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Kubernetes with everything that a cluster has once llmisvc is installed, real controllers
 * included, and the operator.
 */
final class DevCluster implements AutoCloseable {
  private static final Path KUBERNETES = Path.of("kubernetes/base");
  private static final Path SURROUNDINGS = Path.of("src/test/resources/dev/surroundings.yaml");
  private static final String NAMESPACE = "kserve";
  private static final String ACCOUNT = "system:serviceaccount:kserve:llmisvc-controller-manager";

  private final ControlPlane controlPlane;
  private final Controllers controllers;
  private final GatewaySimulator simulator;
  private final ChildProcess operator;
  private final int managementPort;

  private DevCluster(
      ControlPlane controlPlane, Controllers controllers, Map<String, String> environment) {
    this.controlPlane = controlPlane;
    this.controllers = controllers;
    this.simulator = GatewaySimulator.start(controlPlane.admin());
    this.managementPort = ControlPlane.freePort();
    this.operator = startOperator(environment);
  }

  static DevCluster start() {
    return start(Map.of());
  }

  /**
   * @param environment of the operator, in addition
   */
  static DevCluster start(Map<String, String> environment) {
    List<ObjectNode> manifests =
        Stream.of("namespace", "rbac", "operator-config", "presets")
            .flatMap(file -> AppliedManifests.read(KUBERNETES.resolve(file + ".yaml")).stream())
            .toList();
    return start(manifests, environment);
  }

  /**
   * @param manifests what is installed beside the CRDs, in this order
   * @param environment of the operator, in addition
   */
  static DevCluster start(List<ObjectNode> manifests, Map<String, String> environment) {
    ControlPlane controlPlane = ControlPlane.start();
    Controllers controllers = Controllers.start(controlPlane);
    KubernetesClient admin = controlPlane.admin();
    Crds.install(admin, Crds.ofOtherProjects());
    controllers.startLeaderWorkerSets();
    ExternalMetrics.start(controlPlane);
    Crds.install(admin, KUBERNETES.resolve("crds"));
    Stream.of(surroundings(true), manifests, surroundings(false))
        .flatMap(List::stream)
        .forEach(object -> AppliedManifests.apply(admin, object));
    return new DevCluster(controlPlane, controllers, environment);
  }

  /** The namespaces, which are there before anything is installed, or the rest. */
  private static List<ObjectNode> surroundings(boolean isNamespaces) {
    return AppliedManifests.read(SURROUNDINGS).stream()
        .filter(object -> object.path("kind").asText().equals("Namespace") == isNamespaces)
        .toList();
  }

  KubernetesClient admin() {
    return controlPlane.admin();
  }

  /** Fails when the operator or a controller beside it has ended by itself. */
  void requireAlive() {
    operator.requireAlive();
    controllers.requireAlive();
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  Controllers controllers() {
    return controllers;
  }

  ChildProcess operator() {
    return operator;
  }

  Path kubeconfig() {
    return controlPlane.kubeconfig();
  }

  String management() {
    return "http://127.0.0.1:" + managementPort;
  }

  /** KEDA, which ends with this cluster. */
  KedaOperator startKeda() {
    return KedaOperator.start(controlPlane);
  }

  /**
   * A Prometheus that has seen the operator begin, and so sees whatever it does; it ends with this
   * JVM.
   */
  Prometheus startMonitor() {
    Prometheus prometheus =
        Monitor.start(controlPlane.directory(), URI.create(management() + "/metrics"));
    Await.until("the operator leads", () -> !prometheus.query("llmisvc_leader == 1").isEmpty());
    return prometheus;
  }

  @Override
  public void close() {
    operator.kill();
    simulator.close();
    controlPlane.close();
  }

  /**
   * As a user starts it, with the rights that it has in a cluster and a client key of the kind that
   * asks most of it.
   */
  private ChildProcess startOperator(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("KUBECONFIG", controlPlane.kubeconfigFor(ACCOUNT, ClientKeyForm.EC_PKCS8).toString());
    all.put("POD_NAMESPACE", NAMESPACE);
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    return ChildProcess.start(
        controlPlane.directory(),
        Path.of("bin", "llmisvc").toAbsolutePath(),
        List.of("operator"),
        all);
  }
}
