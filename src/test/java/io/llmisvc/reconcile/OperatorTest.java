package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.v1alpha2.LLMInferenceServiceConfig;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator does with one service over its life, on a real API server. */
class OperatorTest {
  private static final String WITHOUT_ROUTER =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec:
        model: {uri: "hf://a/b", name: a/b}
        replicas: 1
      """;
  private static final String SERVICE =
      WITHOUT_ROUTER + "  router: {gateway: {}, route: {}, scheduler: {}}\n";
  private static final String MULTI_NODE =
      WITHOUT_ROUTER + "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n";

  private final OperatorWorld world = OperatorWorld.shared();
  private String namespace = "";

  @BeforeEach
  void makeNamespace() {
    namespace = world.newNamespace();
  }

  @Test
  void makesAServiceReadyWithAllItsChildren() {
    // When
    world.apply(namespace, SERVICE);
    // Then
    world.awaitReady(namespace, "llm");
    assertThat(world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve")).isTrue();
    assertThat(world.exists(Kind.SERVICE, namespace, "llm-kserve-workload-svc")).isTrue();
    assertThat(world.exists(Kind.SECRET, namespace, "llm-kserve-self-signed-certs")).isTrue();
    assertThat(world.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route")).isTrue();
    assertThat(world.exists(Kind.INFERENCE_POOL, namespace, "llm-inference-pool")).isTrue();
    assertThat(world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve-router-scheduler")).isTrue();
    assertThat(world.service(namespace, "llm").get().getStatus().url())
        .endsWith("/" + namespace + "/llm");
  }

  @Test
  void writesTheCertificateOfANewServiceOnce() {
    // Given
    Instant start = Instant.now();
    // When
    world.apply(namespace, SERVICE);
    world.awaitReady(namespace, "llm");
    world.awaitQuiet();
    // Then
    assertThat(world.writesSince(start))
        .filteredOn(write -> write.namespace().equals(namespace))
        .filteredOn(write -> write.resource().equals("secrets"))
        .hasSize(1);
  }

  @Test
  void stopsAndStartsAgain() {
    // Given
    world.apply(namespace, SERVICE);
    world.awaitReady(namespace, "llm");
    // When
    annotateStop("true");
    // Then
    Condition ready = world.await(namespace, "llm", "Ready", "False");
    assertThat(ready.reason()).isEqualTo("Stopped");
    Await.until(
        "the children are gone",
        () ->
            !world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve")
                && !world.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route")
                && !world.exists(Kind.INFERENCE_POOL, namespace, "llm-inference-pool")
                && !world.exists(Kind.ROLE, namespace, "llm-epp-role"));
    // When
    annotateStop("false");
    // Then
    Await.until("it runs", () -> world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve"));
    world.awaitReady(namespace, "llm");
  }

  @Test
  void mendsWhatOthersChangeAndKeepsWhatTheyAdd() {
    // Given
    world.apply(namespace, SERVICE);
    world.awaitReady(namespace, "llm");
    var deployment =
        world.admin().apps().deployments().inNamespace(namespace).withName("llm-kserve");
    // When
    deployment.edit(
        d -> {
          d.getSpec().setReplicas(7);
          d.getMetadata().getLabels().put("somebody", "else");
          d.getMetadata().getLabels().remove("llm-d.ai/role");
          return d;
        });
    // Then
    Await.until("replicas are mended", () -> deployment.get().getSpec().getReplicas() == 1);
    Await.until(
        "the label is mended",
        () -> "both".equals(deployment.get().getMetadata().getLabels().get("llm-d.ai/role")));
    assertThat(deployment.get().getMetadata().getLabels()).containsEntry("somebody", "else");
  }

  @Test
  void countsWhatItMendsAgainAndAgainInOneEvent() {
    // Given
    world.apply(namespace, WITHOUT_ROUTER);
    world.awaitReady(namespace, "llm");
    world.awaitQuiet();
    var deployment =
        world.admin().apps().deployments().inNamespace(namespace).withName("llm-kserve");
    for (int i = 0; i < 2; i++) {
      // When
      deployment.scale(7);
      // Then
      Await.until("replicas are mended", () -> deployment.get().getSpec().getReplicas() == 1);
    }
    Await.untilAsserted(() -> assertThat(countsOf("Updated")).containsExactly(2));
  }

  @Test
  void makesADeletedChildAgain() {
    // Given
    world.apply(namespace, SERVICE);
    world.awaitReady(namespace, "llm");
    String before = uid(Kind.SERVICE, "llm-kserve-workload-svc");
    // When
    world.child(Kind.SERVICE, namespace, "llm-kserve-workload-svc").delete();
    // Then
    Await.until(
        "the Service is made again",
        () ->
            world.exists(Kind.SERVICE, namespace, "llm-kserve-workload-svc")
                && !uid(Kind.SERVICE, "llm-kserve-workload-svc").equals(before));
  }

  @Test
  void removesWhatTheServiceNoLongerSays() {
    // Given
    world.apply(namespace, WITHOUT_ROUTER + "  labels: {team: a}\n  annotations: {note: b}\n");
    world.awaitReady(namespace, "llm");
    var deployment =
        world.admin().apps().deployments().inNamespace(namespace).withName("llm-kserve");
    assertThat(deployment.get().getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("team", "a");
    // When
    world.apply(namespace, WITHOUT_ROUTER);
    // Then
    Await.until(
        "label and annotation are gone",
        () -> {
          var metadata = deployment.get().getSpec().getTemplate().getMetadata();
          return !metadata.getLabels().containsKey("team")
              && !metadata.getAnnotations().containsKey("note");
        });
  }

  @Test
  void changesFromOneNodeToManyAndBack() {
    // Given
    world.apply(namespace, WITHOUT_ROUTER);
    world.awaitReady(namespace, "llm");
    // When
    world.apply(namespace, MULTI_NODE);
    // Then
    Await.until(
        "a LeaderWorkerSet in place of the Deployment",
        () ->
            world.exists(Kind.LEADER_WORKER_SET, namespace, "llm-kserve-mn")
                && !world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve"));
    world.awaitReady(namespace, "llm");
    // When
    world.apply(namespace, WITHOUT_ROUTER);
    // Then
    Await.until(
        "a Deployment in place of the LeaderWorkerSet",
        () ->
            world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve")
                && !world.exists(Kind.LEADER_WORKER_SET, namespace, "llm-kserve-mn"));
    world.awaitReady(namespace, "llm");
  }

  @Test
  void separatesPrefillAndJoinsItAgain() {
    // Given
    world.apply(namespace, WITHOUT_ROUTER);
    world.awaitReady(namespace, "llm");
    // When
    world.apply(namespace, WITHOUT_ROUTER + "  prefill: {replicas: 1}\n");
    // Then
    Await.until("prefill", () -> world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve-prefill"));
    world.awaitReady(namespace, "llm");
    // When
    world.apply(namespace, WITHOUT_ROUTER);
    // Then
    Await.until(
        "no prefill", () -> !world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve-prefill"));
    world.awaitReady(namespace, "llm");
    assertThat(world.exists(Kind.ROLE, namespace, "llm-kserve-role")).isFalse();
  }

  @Test
  void takesTheSchedulerAwayWithEverythingThatBelongsToIt() {
    // Given
    world.apply(namespace, SERVICE);
    world.awaitReady(namespace, "llm");
    // When
    world.apply(namespace, SERVICE.replace(", scheduler: {}", ""));
    // Then
    Await.until(
        "picker and pools are gone",
        () ->
            !world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve-router-scheduler")
                && !world.exists(Kind.INFERENCE_POOL, namespace, "llm-inference-pool")
                && !world.exists(Kind.ROLE_BINDING, namespace, "llm-epp-rb"));
    world.awaitReady(namespace, "llm");
    assertThat(world.child(Kind.HTTP_ROUTE, namespace, "llm-kserve-route").get().toString())
        .doesNotContain("InferencePool");
  }

  @Test
  void deletesWhatGarbageCollectionCannotReach() {
    // Given
    world.apply(namespace, SERVICE);
    world.awaitReady(namespace, "llm");
    assertThat(bindings()).isNotEmpty();
    // When
    world.service(namespace, "llm").delete();
    // Then
    Await.until("the service is gone", () -> world.service(namespace, "llm").get() == null);
    assertThat(bindings()).isEmpty();
  }

  @Test
  void leavesForeignObjectsAloneAndSaysSo() {
    // Given
    world.apply(
        namespace,
        """
        apiVersion: v1
        kind: Service
        metadata: {name: llm-kserve-workload-svc}
        spec: {ports: [{port: 1234}]}
        """);
    // When
    world.apply(namespace, SERVICE);
    // Then
    Condition ready = world.await(namespace, "llm", "WorkloadsReady", "False");
    assertThat(ready.reason()).isEqualTo("ReconcileWorkloadServiceError");
    assertThat(ready.message()).contains("llm-kserve-workload-svc").contains("not controlled");
    assertThat(world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve")).isTrue();
    assertThat(world.child(Kind.SERVICE, namespace, "llm-kserve-workload-svc").get().toString())
        .contains("1234");
    // When
    world.child(Kind.SERVICE, namespace, "llm-kserve-workload-svc").delete();
    // Then
    world.awaitReady(namespace, "llm");
  }

  @Test
  void waitsForAMissingConfigAndFollowsItsChanges() {
    // Given
    world.apply(namespace, WITHOUT_ROUTER + "  baseRefs: [{name: shared}]\n");
    Condition missing = world.await(namespace, "llm", "PresetsCombined", "False");
    assertThat(missing.reason()).isEqualTo("ConfigNotFound");
    assertThat(missing.message()).contains("shared").contains(namespace).contains("kserve");
    // When
    world.apply(namespace, config("a"));
    // Then
    world.awaitReady(namespace, "llm");
    var deployment =
        world.admin().apps().deployments().inNamespace(namespace).withName("llm-kserve");
    assertThat(deployment.get().getSpec().getTemplate().getSpec().getNodeSelector())
        .containsEntry("pool", "a");
    // When
    world.apply(namespace, config("b"));
    // Then
    Await.until(
        "the edit arrives",
        () ->
            Map.of("pool", "b")
                .equals(deployment.get().getSpec().getTemplate().getSpec().getNodeSelector()));
  }

  @Test
  void keepsAUsedConfigFromBeingDeleted() {
    // Given
    world.apply(namespace, config("a"));
    world.apply(namespace, WITHOUT_ROUTER + "  baseRefs: [{name: shared}]\n");
    world.awaitReady(namespace, "llm");
    var config =
        world
            .admin()
            .resources(LLMInferenceServiceConfig.class)
            .inNamespace(namespace)
            .withName("shared");
    Await.until(
        "it is in use",
        () ->
            config.get().getStatus() != null && !config.get().getStatus().referencedBy().isEmpty());
    // When
    config.delete();
    // Then
    Await.until(
        "deletion is blocked",
        () ->
            config.get().getStatus().conditions().stream()
                .anyMatch(c -> "DeletionBlocked".equals(c.reason())));
    // When
    world.service(namespace, "llm").delete();
    // Then
    Await.until("the config is gone", () -> config.get() == null);
  }

  @Test
  void reactsToAGatewayThatAppears() {
    // Given
    world.apply(namespace, SERVICE.replace("gateway: {}", "gateway: {refs: [{name: own}]}"));
    Condition missing = world.await(namespace, "llm", "GatewaysReady", "False");
    assertThat(missing.reason()).isEqualTo("RefsInvalid");
    assertThat(missing.message()).contains(namespace + "/own");
    Await.until("workloads run", () -> world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve"));
    // When
    world.apply(
        namespace,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: own}
        spec:
          gatewayClassName: simulated
          listeners:
          - {name: http, port: 80, protocol: HTTP}
        """);
    // Then
    world.awaitReady(namespace, "llm");
  }

  @Test
  void tellsOnceOfServicesThatPublishTheSameModel() {
    // Given
    world.apply(namespace, SERVICE.replace("name: llm", "name: zeta"));
    world.awaitReady(namespace, "zeta");
    world.apply(namespace, SERVICE.replace("name: llm", "name: beta"));
    Await.until("zeta is told", () -> collisions("zeta").equals(Map.of("beta", 1)));
    Await.until("beta is told", () -> collisions("beta").equals(Map.of("zeta", 1)));
    // When
    world.apply(namespace, SERVICE);
    // Then
    world.awaitReady(namespace, "llm");
    assertThat(collisions("llm")).isEqualTo(Map.of("beta, zeta", 1));
    Await.until(
        "zeta is told of both", () -> collisions("zeta").equals(Map.of("beta", 1, "beta, llm", 1)));
    // When
    world.apply(namespace, SERVICE.replace("name: a/b", "name: a/c"));
    // Then
    Await.until(
        "what zeta is told stays true",
        () -> collisions("zeta").equals(Map.of("beta", 2, "beta, llm", 1)));
    world.awaitReady(namespace, "llm");
    assertThat(collisions("llm")).isEqualTo(Map.of("beta, zeta", 1));
    // When
    world.service(namespace, "beta").delete();
    world.apply(namespace, SERVICE.replace("name: llm", "name: zeta") + "  annotations: {a: b}\n");
    // Then
    world.awaitReady(namespace, "zeta");
    assertThat(collisions("zeta")).isEqualTo(Map.of("beta", 2, "beta, llm", 1));
  }

  private static String config(String pool) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceServiceConfig
    metadata: {name: shared}
    spec:
      template:
        nodeSelector: {pool: %s}
    """
        .formatted(pool);
  }

  private List<Integer> countsOf(String reason) {
    return world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReason().equals(reason))
        .map(Event::getCount)
        .toList();
  }

  /** With whom a service was told that it collides, and how often. */
  private Map<String, Integer> collisions(String service) {
    return world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReason().equals("ModelNameCollision"))
        .filter(event -> event.getInvolvedObject().getName().equals(service))
        .collect(
            Collectors.toMap(
                event -> event.getMessage().replaceFirst(".* is also published by (.*): .*", "$1"),
                Event::getCount));
  }

  private List<String> bindings() {
    return world.admin().rbac().clusterRoleBindings().list().getItems().stream()
        .filter(
            binding ->
                binding.getSubjects() != null
                    && binding.getSubjects().stream()
                        .anyMatch(subject -> namespace.equals(subject.getNamespace())))
        .map(binding -> binding.getMetadata().getName())
        .toList();
  }

  private String uid(Kind kind, String name) {
    GenericKubernetesResource object = world.child(kind, namespace, name).get();
    return object == null ? "" : object.getMetadata().getUid();
  }

  private void annotateStop(String value) {
    world.edit(
        namespace,
        "llm",
        service -> {
          service.getMetadata().getAnnotations().put("serving.kserve.io/stop", value);
          return service;
        });
  }
}
