package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LoRA adapters of a service over its life, beside the controllers that run its pods. */
class AdaptersTest {
  private static final String NAME = "adapters";
  private static final String TWO =
      adapters("{name: sql, uri: 'hf://a/sql'}, {name: chat, uri: 's3://a/chat'}");
  private static final String OTHER = adapters("{name: math, uri: 'hf://a/math'}");
  private static final String NONE = adapters("");

  /** Bound to a volume, without which no scheduler places a pod. */
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: {name: store-%1$s}
      spec:
        accessModes: [ReadOnlyMany]
        capacity: {storage: 1Gi}
        hostPath: {path: /store}
        claimRef: {namespace: %1$s, name: store}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: store, namespace: %1$s}
      spec:
        accessModes: [ReadOnlyMany]
        storageClassName: ""
        volumeName: store-%1$s
        resources: {requests: {storage: 1Gi}}
      """;

  private final OperatorWorld world = OperatorWorld.shared();
  private String namespace = "";

  @BeforeEach
  void makeNamespace() {
    namespace = world.newNamespace();
  }

  @Test
  void areServedChangedAndTakenAway() {
    // When
    world.apply(namespace, TWO);
    // Then
    world.awaitReady(namespace, NAME);
    assertThat(pods("adapters-kserve-"))
        .isNotEmpty()
        .allSatisfy(
            pod -> {
              assertThat(downloads(pod))
                  .contains("/mnt/lora/chat", "hf://a/sql", "/mnt/lora/sql", "/mnt/models");
              assertThat(main(pod).getArgs())
                  .contains("{\"name\":\"sql\",\"path\":\"/mnt/lora/sql\"}");
            });
    assertThat(published())
        .contains(name("chat"), name("sql"), "publishers/" + namespace + "/models/" + NAME);
    assertThat(writesOfAnotherPass()).isEmpty();
    // When
    world.apply(namespace, OTHER);
    // Then
    Await.until("the other one is published", () -> published().contains(name("math")));
    assertThat(published()).doesNotContain(name("sql"), name("chat"));
    Await.until("only new pods", () -> pods("adapters-kserve-").allMatch(pod -> has(pod, "math")));
    world.awaitReady(namespace, NAME);
    // When
    world.apply(namespace, NONE);
    // Then
    Await.until(
        "nothing is left of adapters",
        () ->
            !published().contains(name("math"))
                && pods("adapters-kserve-").allMatch(pod -> downloads(pod).size() == 2)
                && pods("adapters-kserve-").noneMatch(pod -> has(pod, "lora")));
    world.awaitReady(namespace, NAME);
  }

  @Test
  void areBroughtByEveryPodOfAGroup() {
    // When
    world.apply(namespace, TWO + "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n");
    // Then
    world.awaitReady(namespace, NAME);
    assertThat(world.exists(Kind.LEADER_WORKER_SET, namespace, "adapters-kserve-mn")).isTrue();
    assertThat(pods("adapters-kserve-mn-"))
        .hasSize(2)
        .allSatisfy(pod -> assertThat(downloads(pod)).hasSize(6))
        .allSatisfy(pod -> assertThat(main(pod).getArgs()).contains("--lora-modules"));
  }

  @Test
  void areMountedFromAClaim() {
    // Given
    world.apply(CLAIM.formatted(namespace));
    // When
    world.apply(namespace, adapters("{name: SQL_v2, uri: 'pvc://store/sql'}"));
    // Then
    world.awaitReady(namespace, NAME);
    assertThat(pods("adapters-kserve-"))
        .hasSize(1)
        .allSatisfy(
            pod ->
                assertThat(main(pod).getVolumeMounts())
                    .anySatisfy(
                        mount -> {
                          assertThat(mount.getMountPath()).isEqualTo("/mnt/lora/SQL_v2");
                          assertThat(mount.getSubPath()).isEqualTo("sql");
                        }));
  }

  private List<AuditEntry> writesOfAnotherPass() {
    world.awaitQuiet();
    Instant before = Instant.now();
    world.operator().finished().remove(NAME);
    world.edit(
        namespace,
        NAME,
        service -> {
          service.getMetadata().getAnnotations().put("anything", "else");
          return service;
        });
    Await.until("another pass", () -> world.operator().finished().contains(NAME));
    return world.writesSince(before).stream()
        .filter(write -> namespace.equals(write.namespace()))
        .toList();
  }

  private static String adapters(String list) {
    return OperatorWorld.routed(NAME)
        .replace("{uri: \"hf://a/b\"}", "{uri: \"hf://a/b\", lora: {adapters: [" + list + "]}}");
  }

  private String name(String adapter) {
    return "publishers/" + namespace + "/models/" + adapter;
  }

  private List<String> published() {
    return world.service(namespace, NAME).get().getStatus().addresses().stream()
        .flatMap(address -> address.models().stream())
        .map(model -> model.name())
        .filter(Objects::nonNull)
        .toList();
  }

  private Stream<Pod> pods(String prefix) {
    return world.admin().pods().inNamespace(namespace).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getName().startsWith(prefix))
        .filter(pod -> !pod.getMetadata().getName().contains("scheduler"))
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null);
  }

  private static boolean has(Pod pod, String text) {
    return main(pod).getArgs().toString().contains(text);
  }

  private static Container main(Pod pod) {
    return container(pod, "main", PodSpec::getContainers);
  }

  private static List<String> downloads(Pod pod) {
    return container(pod, "storage-initializer", PodSpec::getInitContainers).getArgs();
  }

  private static Container container(
      Pod pod, String name, Function<PodSpec, List<Container>> list) {
    return list.apply(pod.getSpec()).stream()
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
