package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the world of the other tests does as a cluster does it. */
class ControllersTest {
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: two}
      spec:
        replicas: 2
        selector: {matchLabels: {app: two}}
        template:
          metadata: {labels: {app: two}}
          spec: {nodeSelector: {pool: a}, containers: [{name: main, image: example}]}
      """;
  private static final String GROUPS =
      """
      apiVersion: leaderworkerset.x-k8s.io/v1
      kind: LeaderWorkerSet
      metadata: {name: groups}
      spec:
        replicas: 2
        leaderWorkerTemplate:
          size: 2
          workerTemplate: {spec: {containers: [{name: main, image: example}]}}
      """;

  private static ControlPlane controlPlane;
  private static Controllers controllers;

  private final String namespace = "controllers-" + NAMESPACES.incrementAndGet();

  @BeforeAll
  static void start() {
    controlPlane = ControlPlane.start();
    controllers = Controllers.start(controlPlane);
    Crds.install(
        controlPlane.admin(),
        Crds.ofOtherProjects().resolve("leaderworkerset.x-k8s.io_leaderworkersets.yaml"));
    controllers.startLeaderWorkerSets();
  }

  @AfterAll
  static void stop() {
    controlPlane.close();
  }

  @BeforeEach
  void makeNamespace() {
    admin()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  @Test
  void giveANamespaceItsDefaultAccount() {
    await(
        () ->
            assertThat(admin().serviceAccounts().inNamespace(namespace).withName("default").get())
                .isNotNull());
  }

  @Test
  void runThePodsOfADeploymentOnTheNodesThatItSelects() {
    // When
    HasMetadata deployment = create(DEPLOYMENT);
    // Then
    await(
        () ->
            assertThat(live(deployment).<Integer>get("status", "availableReplicas")).isEqualTo(2));
    assertThat(pods())
        .hasSize(2)
        .allSatisfy(pod -> assertThat(pod.getSpec().getNodeName()).isEqualTo("node-a"))
        .allSatisfy(pod -> assertThat(pod.getStatus().getPodIP()).isNotBlank());
  }

  @Test
  void runTheGroupsOfALeaderWorkerSet() {
    // When
    HasMetadata groups = create(GROUPS);
    // Then
    await(() -> assertThat(live(groups).<Integer>get("status", "readyReplicas")).isEqualTo(2));
    assertThat(pods())
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactlyInAnyOrder("groups-0", "groups-0-1", "groups-1", "groups-1-1");
  }

  @Test
  void refuseALeaderWorkerSetThatItsWebhookRefuses() {
    assertThatThrownBy(() -> create(GROUPS.replace("name: groups", "name: 0groups")))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("vleaderworkerset.kb.io");
  }

  @Test
  void collectWhatHasLostItsOwner() {
    // Given
    HasMetadata deployment = create(DEPLOYMENT);
    await(() -> assertThat(pods()).hasSize(2));
    // When
    admin().resource(deployment).delete();
    // Then
    await(() -> assertThat(pods()).isEmpty());
  }

  @Test
  void makeNoMorePodsThanTheQuotaAllows() {
    // Given
    HasMetadata quota =
        create(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: one-pod}
            spec: {hard: {pods: "1"}}
            """);
    await(() -> assertThat(live(quota).<String>get("status", "hard", "pods")).isEqualTo("1"));
    // When
    HasMetadata deployment = create(DEPLOYMENT);
    // Then
    await(
        () ->
            assertThat(live(deployment).toString())
                .contains("ReplicaFailure")
                .contains("exceeded quota"));
    assertThat(pods()).hasSize(1);
  }

  @Test
  void endANamespaceWithAllThatIsInIt() {
    // Given
    create(DEPLOYMENT);
    await(() -> assertThat(pods()).hasSize(2));
    // When
    admin().namespaces().withName(namespace).delete();
    // Then
    await(() -> assertThat(admin().namespaces().withName(namespace).get()).isNull());
  }

  private static KubernetesClient admin() {
    return controlPlane.admin();
  }

  private static void await(Runnable assertions) {
    Await.untilAsserted(
        () -> {
          controllers.requireAlive();
          assertions.run();
        });
  }

  private HasMetadata create(String yaml) {
    GenericKubernetesResource object =
        admin().getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    object.getMetadata().setNamespace(namespace);
    return admin().resource(object).create();
  }

  private GenericKubernetesResource live(HasMetadata object) {
    return (GenericKubernetesResource) admin().resource(object).get();
  }

  private List<Pod> pods() {
    return admin().pods().inNamespace(namespace).list().getItems();
  }
}
