package io.llmisvc.dev;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.testing.ChildProcess;
import io.llmisvc.testing.ClientKeyForm;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.DevelopmentSimulator;
import io.llmisvc.testing.Manifests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An API server with everything that a cluster has once llmisvc is installed, and the operator. */
final class DevCluster implements AutoCloseable {
  private static final Path KUBERNETES = Path.of("kubernetes");
  private static final Path SURROUNDINGS = Path.of("src/test/resources/dev/surroundings.yaml");
  private static final String NAMESPACE = "kserve";
  private static final String ACCOUNT = "system:serviceaccount:kserve:llmisvc-controller-manager";

  private final ControlPlane controlPlane;
  private final DevelopmentSimulator simulator;
  private final ChildProcess operator;
  private final int managementPort;

  private DevCluster(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
    this.simulator = DevelopmentSimulator.start(controlPlane.admin());
    this.managementPort = ControlPlane.freePort();
    this.operator = startOperator();
  }

  static DevCluster start() {
    ControlPlane controlPlane = ControlPlane.start();
    install(controlPlane.admin());
    return new DevCluster(controlPlane);
  }

  KubernetesClient admin() {
    return controlPlane.admin();
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

  @Override
  public void close() {
    operator.kill();
    simulator.close();
    controlPlane.close();
  }

  private static void install(KubernetesClient admin) {
    Crds.install(admin, Crds.ofOtherProjects());
    Crds.install(admin, KUBERNETES.resolve("crds"));
    for (String file : List.of("namespace", "rbac", "operator-config", "presets")) {
      Manifests.apply(admin, KUBERNETES.resolve(file + ".yaml"));
    }
    Manifests.apply(admin, SURROUNDINGS);
  }

  /**
   * As a user starts it, with the rights that it has in a cluster and a client key of the kind that
   * asks most of it.
   */
  private ChildProcess startOperator() {
    return ChildProcess.start(
        controlPlane.directory(),
        Path.of("bin", "llmisvc").toAbsolutePath(),
        List.of("operator"),
        Map.of(
            "KUBECONFIG",
            controlPlane.kubeconfigFor(ACCOUNT, ClientKeyForm.EC_PKCS8).toString(),
            "POD_NAMESPACE",
            NAMESPACE,
            "QUARKUS_MANAGEMENT_HOST",
            "127.0.0.1",
            "QUARKUS_MANAGEMENT_PORT",
            Integer.toString(managementPort)));
  }
}
