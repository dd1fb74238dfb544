package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a service asks of its workload, among the controllers that make pods of it. */
class WorkloadFeaturesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TRACING = "  tracing: {samplerArg: '1'}\n";
  private static final String PREFILL = "  prefill: {replicas: 1}\n";
  private static final String GROUP = "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n";

  private static final String TIERS =
      """
        kvCacheOffloading:
          cpu: 1Gi
          secondary:
          - fileSystem: {emptyDir: {size: 1Gi}}
          - fileSystem:
              pvc:
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      """;

  private final OperatorWorld world = OperatorWorld.shared();
  private final String namespace = world.newNamespace();

  @Test
  void tracesPickerPrefillAndDecodeUntilItIsToldNotTo() {
    // Given
    String service = OperatorWorld.routed("llm") + PREFILL;
    world.apply(namespace, service + TRACING);
    awaitReady();
    assertThat(pods()).hasSize(3).allMatch(pod -> exporters(pod) == 1);
    assertQuiet();
    // When
    world.apply(namespace, service);
    // Then
    Await.until("no pod traces", PATIENCE, () -> all(3, pod -> exporters(pod) == 0));
    awaitReady();
  }

  @Test
  void keepsTiersOverAMoveToGroupsAndTakesThemAway() {
    // Given
    world.apply(namespace, OperatorWorld.routed("llm") + TIERS);
    awaitReady();
    assertThat(claims()).hasSize(1).allMatch(WorkloadFeaturesTest::isBound);
    assertQuiet();
    // When
    world.apply(namespace, OperatorWorld.routed("llm") + TIERS + GROUP);
    // Then
    Await.until("each pod of the group has tiers", PATIENCE, () -> servers(2, 2));
    awaitReady();
    Await.until("each pod has a claim", PATIENCE, () -> claims().size() == 2);
    // When
    world.apply(namespace, OperatorWorld.routed("llm") + GROUP);
    // Then
    Await.until("no pod has tiers", PATIENCE, () -> servers(2, 0));
    Await.until("the claims went with their pods", PATIENCE, () -> claims().isEmpty());
    awaitReady();
  }

  @Test
  void claimsAsManyDevicesAsItIsToldUntilItIsToldNotTo() {
    // Given
    world.apply(namespace, withDevices(2));
    awaitReady();
    assertThat(deviceClaims()).hasSize(1).allMatch(claim -> allocated(claim) == 2);
    assertQuiet();
    // When
    world.apply(namespace, withDevices(3));
    // Then
    Await.until("the template is made anew", () -> wantsDevices(3));
    world
        .admin()
        .pods()
        .inNamespace(namespace)
        .withLabel("kserve.io/component", "workload")
        .delete();
    Await.until(
        "its next pod has three",
        PATIENCE,
        () -> deviceClaims().stream().anyMatch(WorkloadFeaturesTest::hasThree));
    // When
    world.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().getAnnotations().keySet().removeIf(key -> key.contains("dra"));
          return service;
        });
    // Then
    Await.until("the template is gone", PATIENCE, () -> template().get() == null);
    Await.until(
        "new pods claim none",
        PATIENCE,
        () ->
            world
                    .child(Kind.DEPLOYMENT, namespace, "llm-kserve")
                    .get()
                    .get("spec", "template", "spec", "resourceClaims")
                == null);
    awaitReady();
  }

  private static String withDevices(int count) {
    return OperatorWorld.routed("llm")
        .replace(
            "metadata: {name: llm}",
            "metadata: {name: llm, annotations: {serving.kserve.io/exp-dra-device-class:"
                + " gpu.example.com, serving.kserve.io/exp-dra-device-count: '%d'}}"
                    .formatted(count));
  }

  private Resource<GenericKubernetesResource> template() {
    return world.child(Kind.RESOURCE_CLAIM_TEMPLATE, namespace, "llm-managed-dra");
  }

  private boolean wantsDevices(int count) {
    GenericKubernetesResource template = template().get();
    return template != null
        && Integer.valueOf(count)
            .equals(template.get("spec", "spec", "devices", "requests", 0, "exactly", "count"));
  }

  private List<GenericKubernetesResource> deviceClaims() {
    return world
        .admin()
        .genericKubernetesResources("resource.k8s.io/v1", "ResourceClaim")
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  private static boolean hasThree(GenericKubernetesResource claim) {
    return allocated(claim) == 3;
  }

  private static int allocated(GenericKubernetesResource claim) {
    return claim.get("status", "allocation", "devices", "results") instanceof List<?> devices
        ? devices.size()
        : 0;
  }

  private void awaitReady() {
    Await.until("it is ready", PATIENCE, () -> world.isReady(namespace, "llm"));
  }

  /** A pass that finds nothing to do writes nothing. */
  private void assertQuiet() {
    world.awaitQuiet();
    Instant before = Instant.now();
    TestOperator operator = world.operator();
    operator.finished().remove("llm");
    world.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().getAnnotations().put("anything", "else");
          return service;
        });
    Await.until("another pass", () -> operator.finished().contains("llm"));
    assertThat(world.writesSince(before)).noneMatch(entry -> namespace.equals(entry.namespace()));
  }

  /** Whether there are so many model servers, each with so many tiers. */
  private boolean servers(int pods, int tiers) {
    List<Pod> servers = pods().stream().filter(pod -> !isPicker(pod)).toList();
    return servers.size() == pods && servers.stream().allMatch(pod -> tiers(pod) == tiers);
  }

  private boolean all(int pods, Predicate<Pod> condition) {
    List<Pod> all = pods();
    return all.size() == pods && all.stream().allMatch(condition);
  }

  private List<Pod> pods() {
    return world.admin().pods().inNamespace(namespace).list().getItems();
  }

  private List<PersistentVolumeClaim> claims() {
    return world.admin().persistentVolumeClaims().inNamespace(namespace).list().getItems();
  }

  private static boolean isBound(PersistentVolumeClaim claim) {
    return "Bound".equals(claim.getStatus().getPhase());
  }

  private static boolean isPicker(Pod pod) {
    return pod.getMetadata().getName().contains("scheduler");
  }

  private static long exporters(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .map(Container::getEnv)
        .flatMap(List::stream)
        .map(EnvVar::getName)
        .filter("OTEL_SERVICE_NAME"::equals)
        .count();
  }

  private static long tiers(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .map(Volume::getName)
        .filter(name -> name.startsWith("kv-cache-secondary-"))
        .count();
  }
}
