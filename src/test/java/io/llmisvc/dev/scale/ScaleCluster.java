package io.llmisvc.dev.scale;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditLog;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Controllers;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.GatewaySimulator;
import io.llmisvc.testing.StatusSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An API server with everything that the operator expects in a cluster but pods: of Kubernetes' own
 * controllers only those that delete run, and statuses are simulated.
 */
final class ScaleCluster implements AutoCloseable {
  private static final String API = "serving.kserve.io/v1alpha2";
  private static final Path KUBERNETES = Path.of("kubernetes/base");
  private static final Path SURROUNDINGS = Path.of("src/test/resources/dev/surroundings.yaml");
  private static final List<StatusSimulator.Gateway> GATEWAYS =
      List.of(
          new StatusSimulator.Gateway("kserve", "kserve-ingress-gateway"),
          new StatusSimulator.Gateway("istio-system", "my-custom-gateway"));

  /** So many requests of ours at a time. */
  private static final int CLIENTS = 8;

  private final Progress progress;
  private final ControlPlane controlPlane = ControlPlane.start();
  private final Controllers controllers = Controllers.startDeletion(controlPlane);
  private final ExecutorService clients =
      Executors.newFixedThreadPool(
          CLIENTS, task -> Thread.ofPlatform().daemon().name("client").unstarted(task));

  private ScaleCluster(Progress progress) {
    this.progress = progress;
  }

  /** Returns when all but the operator is there. */
  static ScaleCluster start(Progress progress) {
    progress.say("starting etcd, kube-apiserver and the garbage collector");
    ScaleCluster cluster = new ScaleCluster(progress);
    KubernetesClient admin = cluster.admin();
    progress.say("installing CRDs of other projects");
    Crds.install(admin, Crds.ofOtherProjects());
    progress.say("installing CRDs, rights and presets");
    Crds.install(admin, KUBERNETES.resolve("crds"));
    Stream.of("namespace", "rbac", "operator-config", "presets")
        .forEach(file -> AppliedManifests.apply(admin, KUBERNETES.resolve(file + ".yaml")));
    AppliedManifests.apply(admin, SURROUNDINGS);
    cluster.programGateways();
    return cluster;
  }

  ControlPlane controlPlane() {
    return controlPlane;
  }

  AuditLog auditLog() {
    return controlPlane.auditLog();
  }

  int port() {
    return URI.create(controlPlane.url()).getPort();
  }

  KubernetesClient admin() {
    return controlPlane.admin();
  }

  StatusSimulator simulateStatuses(boolean isWriting) {
    return StatusSimulator.start(admin(), isWriting, GATEWAYS);
  }

  void requireAlive() {
    controllers.requireAlive();
  }

  /** Makes objects of documents, several at a time. */
  void create(Collection<String> documents) {
    forEach(documents, this::create);
  }

  void delete(Collection<ScaleWorkload.Named> services) {
    forEach(services, service -> this.service(service).delete());
  }

  /** Changes the config that all services refer to. */
  void patchShared(String patch) {
    admin()
        .genericKubernetesResources(API, "LLMInferenceServiceConfig")
        .inNamespace(ScaleWorkload.SYSTEM)
        .withName(ScaleWorkload.SHARED)
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  @Override
  public void close() {
    clients.shutdownNow();
    controlPlane.close();
  }

  /**
   * Their simulator looks at everything whenever something changes: it ends before there is much.
   */
  private void programGateways() {
    try (GatewaySimulator simulator = GatewaySimulator.start(admin())) {
      Await.until("Gateways are programmed", () -> GATEWAYS.stream().allMatch(this::hasAddress));
    }
  }

  private boolean hasAddress(StatusSimulator.Gateway gateway) {
    return admin()
            .genericKubernetesResources("gateway.networking.k8s.io/v1", "Gateway")
            .inNamespace(gateway.namespace())
            .withName(gateway.name())
            .get()
            .get("status", "addresses", 0)
        != null;
  }

  private void create(String document) {
    admin()
        .resource(
            admin()
                .getKubernetesSerialization()
                .unmarshal(document, GenericKubernetesResource.class))
        .create();
  }

  private Resource<GenericKubernetesResource> service(ScaleWorkload.Named service) {
    return admin()
        .genericKubernetesResources(API, "LLMInferenceService")
        .inNamespace(service.namespace())
        .withName(service.name());
  }

  private <T> void forEach(Collection<T> values, Consumer<T> action) {
    List<? extends Future<?>> running =
        values.stream().map(value -> clients.submit(() -> action.accept(value))).toList();
    try {
      for (int i = 0; i < running.size(); i++) {
        running.get(i).get();
        int done = i + 1;
        progress.sometimes(() -> "%d of %d requests".formatted(done, running.size()));
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
