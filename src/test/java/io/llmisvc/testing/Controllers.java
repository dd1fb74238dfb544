package io.llmisvc.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Real controllers beside an API server: kube-controller-manager, kube-scheduler, and kwok for the
 * nodes and the life of the pods on them; nothing runs in a pod. That of LeaderWorkerSets comes
 * when its CRD is there. They end with the control plane.
 *
 * <p>They bring an outage of the API server to an end as in a cluster: they go on when it is back.
 */
public final class Controllers {
  /** A node whose kwok was cut off for a while is not given up within a test. */
  private static final String NODE_PATIENCE = "1h";

  private final ControlPlane controlPlane;
  private final List<ChildProcess> running = new ArrayList<>();
  private @Nullable ChildProcess sets;

  private Controllers(ControlPlane controlPlane) {
    this.controlPlane = controlPlane;
  }

  /** Returns when they are started; what they do comes soon after. */
  public static Controllers start(ControlPlane controlPlane) {
    Controllers controllers = new Controllers(controlPlane);
    controllers.run("kube-controller-manager", controllers.managerFlags());
    controllers.run("kube-scheduler", controllers.schedulerFlags());
    controllers.run("kwok", controllers.kwokFlags());
    SimulatedNodes.create(controlPlane.admin());
    return controllers;
  }

  /** Only what deletes: the garbage collector, and the end of namespaces. No pods, no nodes. */
  public static Controllers startDeletion(ControlPlane controlPlane) {
    Controllers controllers = new Controllers(controlPlane);
    List<String> flags = new ArrayList<>(controllers.managerFlags());
    flags.add("--controllers=garbage-collector-controller,namespace-controller");
    controllers.run("kube-controller-manager", flags);
    return controllers;
  }

  /** Needs the CRD; returns when its webhooks answer. */
  public void startLeaderWorkerSets() {
    sets = LeaderWorkerSets.start(controlPlane);
    running.add(sets);
  }

  /** Takes it away, and with it whom the API server asks about LeaderWorkerSets. */
  public void stopLeaderWorkerSets() {
    if (sets != null) {
      running.remove(sets);
      sets.kill();
    }
  }

  /** Fails with the end of its log when one of them has ended by itself. */
  public void requireAlive() {
    running.forEach(ChildProcess::requireAlive);
  }

  private void run(String name, List<String> flags) {
    Map<String, String> home = Map.of("KWOK_WORKDIR", controlPlane.directory().toString());
    running.add(controlPlane.startBeside(Assets.controller(name), flags, home));
  }

  private String kubeconfig(String name) {
    return controlPlane.kubeconfigOfController(name).toString();
  }

  private List<String> managerFlags() {
    ServerFiles files = controlPlane.files();
    return List.of(
        "--kubeconfig=" + kubeconfig("kube-controller-manager"),
        "--secure-port=0",
        "--leader-elect=false",
        "--service-account-private-key-file=" + files.serviceAccountKey(),
        "--root-ca-file=" + files.servingCertificate(),
        "--node-monitor-grace-period=" + NODE_PATIENCE,
        "--horizontal-pod-autoscaler-sync-period=2s",
        "--kube-api-qps=500",
        "--kube-api-burst=1000");
  }

  private List<String> schedulerFlags() {
    String configuration =
        """
        apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        leaderElection: {leaderElect: false}
        clientConnection: {kubeconfig: "%s", qps: 500, burst: 1000}
        """
            .formatted(kubeconfig("kube-scheduler"));
    return List.of(
        "--config=" + controlPlane.files().write("scheduler.yaml", configuration),
        "--secure-port=0");
  }

  private List<String> kwokFlags() {
    return List.of(
        "--kubeconfig=" + kubeconfig("kwok"),
        "--manage-all-nodes=true",
        "--node-port=0",
        "--cidr=10.244.0.0/16");
  }
}
