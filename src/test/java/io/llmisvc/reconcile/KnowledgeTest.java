package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.api.status.Condition;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Crds;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator acts on what it knows: what it cannot read, or cannot read yet, is not "absent". */
class KnowledgeTest {
  private static final String BY_KEDA =
      """
      scaling:
          maxReplicas: 3
          keda: {triggers: [{type: cron, metadata: {timezone: UTC, start: 0 8 * * *, end: 0 18 * * *, desiredReplicas: "2"}}]}
      """;
  private static final String MULTI_NODE = "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n";
  private static final String GRANTS = "referencegrants.gateway.networking.k8s.io";
  private static final String BACKEND_OF =
      "route: {http: {spec: {rules: [{matches: [{path: {value: /%s/llm}}],"
          + " backendRefs: [{kind: Service, name: backend, namespace: %s, port: 80}]}]}}}";
  private static final String GRANT =
      """
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: ReferenceGrant
      metadata: {name: backend}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: %s}]
        to: [{group: "", kind: Service, name: backend}]
      """;
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  private final String namespace = WORLD.newNamespace();

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @AfterEach
  void stop() {
    WORLD.stopOperator();
  }

  /** An API server may need conversions by this operator before it lists them. */
  @ParameterizedTest
  @ValueSource(strings = {"/llminferenceservices", "/llminferenceserviceconfigs"})
  void startsWhenItsOwnKindsCanBeListed(String own) throws Exception {
    try (BlindSpot blind = BlindSpot.hiding(uri -> uri.getPath().endsWith(own))) {
      // When
      CompletableFuture<TestOperator> start =
          CompletableFuture.supplyAsync(
              () -> WORLD.startOperator(blind.client(WORLD.operatorConfig())));
      Await.until("it asks again", () -> blind.asked() > 2);
      // Then
      assertThat(start).isNotDone();
      // When
      blind.reveal();
      // Then
      start.join();
      WORLD.apply(namespace, OperatorWorld.routed("llm"));
      WORLD.awaitReady(namespace, "llm");
    }
  }

  @Test
  void doesNothingBeforeItsSettingsAreRead() throws Exception {
    try (BlindSpot blind =
        BlindSpot.hiding(uri -> uri.toString().contains("inferenceservice-config"))) {
      // Given
      Instant start = Instant.now();
      TestOperator operator = WORLD.startOperator(blind.client(WORLD.operatorConfig()));
      // When
      WORLD.apply(namespace, OperatorWorld.routed("llm"));
      Await.until("it is put off", () -> operator.putOff().contains("llm"));
      // Then
      assertThat(operator.unread()).containsExactly("the operator's ConfigMap");
      assertThat(WORLD.writesSince(start))
          .filteredOn(entry -> entry.namespace().equals(namespace))
          .as("only the finalizer")
          .allMatch(entry -> entry.resource().equals("llminferenceservices"));
      // When
      blind.reveal();
      // Then
      WORLD.awaitReady(namespace, "llm");
      assertThat(operator.unread()).isEmpty();
    }
  }

  @Test
  void doesNothingBeforeTheChildrenOfAKindAreRead() throws Exception {
    try (BlindSpot blind = BlindSpot.hiding(uri -> uri.getPath().endsWith("/v1/deployments"))) {
      // Given
      Instant start = Instant.now();
      TestOperator operator = WORLD.startOperator(blind.client(WORLD.operatorConfig()));
      // When
      WORLD.apply(namespace, OperatorWorld.routed("llm"));
      Await.until("it is put off", () -> operator.putOff().contains("llm"));
      // Then
      assertThat(operator.unread()).containsExactly("objects of kind Deployment");
      assertThat(WORLD.exists(Kind.SERVICE, namespace, "llm-kserve-workload-svc")).isFalse();
      assertThat(WORLD.writesSince(start)).noneMatch(entry -> entry.verb().equals("delete"));
      // When
      blind.reveal();
      // Then
      WORLD.awaitReady(namespace, "llm");
    }
  }

  @Test
  void letsGoOfNoServiceBeforeItsChildrenAreRead() throws Exception {
    try (BlindSpot blind =
        BlindSpot.hiding(uri -> uri.getPath().endsWith("/clusterrolebindings"))) {
      // Given
      WORLD.startOperator();
      WORLD.apply(namespace, OperatorWorld.routed("llm"));
      WORLD.awaitReady(namespace, "llm");
      assertThat(bindings()).isNotEmpty();
      WORLD.stopOperator();
      WORLD.service(namespace, "llm").delete();
      // When
      TestOperator operator = WORLD.startOperator(blind.client(WORLD.operatorConfig()));
      Await.until("it is put off", () -> operator.putOff().contains("llm"));
      // Then
      assertThat(operator.unread()).containsExactly("objects of kind ClusterRoleBinding");
      // When
      blind.reveal();
      Await.until("the service is gone", () -> WORLD.service(namespace, "llm").get() == null);
      // Then
      assertThat(bindings()).isEmpty();
    }
  }

  @Test
  void saysOfWhatItCannotReadThatItIsUnknownAndServesTheOthers() throws Exception {
    try (BlindSpot blind = BlindSpot.hiding(uri -> uri.getPath().endsWith("/secrets/hidden"))) {
      // Given
      WORLD.startOperator(blind.client(WORLD.operatorConfig()));
      WORLD.apply(namespace, "apiVersion: v1\nkind: Secret\nmetadata: {name: hidden}\n");
      // When
      WORLD.apply(
          namespace,
          OperatorWorld.routed("llm")
              .replace(
                  "name: llm}",
                  "name: llm, annotations: {" + "serving.kserve.io/storageSecretName: hidden}}")
              .replace("hf://a/b", "s3://a/b"));
      WORLD.apply(namespace, OperatorWorld.routed("other"));
      // Then
      WORLD.awaitReady(namespace, "other");
      Condition ready = WORLD.await(namespace, "llm", "Ready", "Unknown");
      assertThat(ready.reason()).isEqualTo("ReferenceUnread");
      assertThat(ready.message()).contains("Secret " + namespace + "/hidden");
      assertThat(WORLD.exists(Kind.DEPLOYMENT, namespace, "llm-kserve")).isFalse();
      assertThat(WORLD.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route")).isTrue();
      // When
      blind.reveal();
      // Then
      WORLD.awaitReady(namespace, "llm");
    }
  }

  @Test
  void mendsWhatHappenedWhenItsWatchesWereGoneForTooLong() throws Exception {
    try (BlindSpot blind =
        BlindSpot.hiding(
            uri -> uri.getPath().endsWith("/deployments") || uri.getPath().endsWith("/services"))) {
      // Given
      blind.reveal();
      WORLD.startOperator(blind.client(WORLD.operatorConfig()));
      WORLD.apply(namespace, OperatorWorld.routed("llm"));
      WORLD.awaitReady(namespace, "llm");
      // When
      WORLD.controlPlane().stopApiServer();
      blind.hide();
      WORLD.controlPlane().startApiServer(); // it remembers no event from before
      WORLD.child(Kind.SERVICE, namespace, "llm-kserve-workload-svc").delete();
      WORLD.child(Kind.DEPLOYMENT, namespace, "llm-kserve").delete();
      blind.reveal();
      // Then
      Await.until(
          "both are made anew",
          () ->
              WORLD.exists(Kind.SERVICE, namespace, "llm-kserve-workload-svc")
                  && WORLD.exists(Kind.DEPLOYMENT, namespace, "llm-kserve"));
    }
  }

  @Test
  void makesAnewWhatWentWithItsKind() {
    // Given
    WORLD.startOperator();
    WORLD.apply(namespace, OperatorWorld.routed("llm") + MULTI_NODE);
    Await.until(
        "the group exists", () -> WORLD.exists(Kind.LEADER_WORKER_SET, namespace, "llm-kserve-mn"));
    // When
    Crds.remove(WORLD.admin(), "leaderworkersets.leaderworkerset.x-k8s.io");
    // Then
    Condition workloads = WORLD.await(namespace, "llm", "WorkloadsReady", "False");
    assertThat(workloads.message()).contains("leaderworkersets.leaderworkerset.x-k8s.io");
    // When
    Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    // Then
    Await.until(
        "the group exists again",
        () -> WORLD.exists(Kind.LEADER_WORKER_SET, namespace, "llm-kserve-mn"));
  }

  @Test
  void scalesByKedaAsSoonAsThatIsThere() {
    // Given
    WORLD.startOperator();
    Crds.remove(WORLD.admin(), "scaledobjects.keda.sh");
    // When
    WORLD.apply(namespace, OperatorWorld.routed("llm").replace("replicas: 1", BY_KEDA));
    // Then
    Condition scaling = WORLD.await(namespace, "llm", "ScalingReady", "False");
    assertThat(scaling.reason()).isEqualTo("ScalingCRDNotFound");
    assertThat(scaling.message()).contains("install KEDA");
    WORLD.await(namespace, "llm", "RouterReady", "True");
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    // When
    Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    // Then
    Await.until(
        "it is scaled", () -> WORLD.exists(Kind.SCALED_OBJECT, namespace, "llm-kserve-keda"));
    // When
    Crds.remove(WORLD.admin(), "scaledobjects.keda.sh");
    // Then
    Await.until(
        "that is said",
        () ->
            WORLD
                .condition(namespace, "llm", "ScalingReady")
                .filter(condition -> "ScalingCRDNotFound".equals(condition.reason()))
                .isPresent());
    // When
    Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    // Then
    Await.until(
        "it is scaled again", () -> WORLD.exists(Kind.SCALED_OBJECT, namespace, "llm-kserve-keda"));
  }

  /** Who uses a config is known when a status says so; what comes a moment earlier counts, too. */
  @Test
  void seesAPresetThatComesWhileAServiceIsToldThatItLacksIt() {
    // Given
    String preset = "kserve-config-llm-template";
    var place =
        WORLD
            .admin()
            .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
            .inNamespace("kserve")
            .withName(preset);
    GenericKubernetesResource stored = place.get();
    stored.getMetadata().setResourceVersion(null);
    stored.getMetadata().setUid(null);
    stored.getMetadata().setFinalizers(List.of());
    place.edit(
        config -> {
          config.getMetadata().setFinalizers(List.of());
          return config;
        });
    place.delete();
    Await.until("the preset is gone", () -> place.get() == null);
    String elsewhere = WORLD.newNamespace();
    Interjection comes =
        new Interjection(
            uri -> uri.getPath().endsWith("/" + namespace + "/llminferenceservices/llm/status"),
            () -> {
              WORLD.admin().resource(stored).create();
              WORLD.awaitReady(elsewhere, "llm");
            });
    WORLD.startOperator(comes.client(WORLD.operatorConfig()));
    WORLD.apply(elsewhere, OperatorWorld.routed("llm"));
    WORLD.await(elsewhere, "llm", "PresetsCombined", "False");
    // When
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    // Then
    Await.until("the preset came", comes::isOver);
    WORLD.awaitReady(namespace, "llm");
  }

  @Test
  void keepsARouteWithTheNewerPoolsWhateverComesBack() {
    // Given
    WORLD.startOperator();
    WORLD.apply(namespace, OperatorWorld.routed("llm"));
    WORLD.awaitReady(namespace, "llm");
    assertThat(poolGroups()).containsExactly("inference.networking.x-k8s.io");
    // When
    Crds.remove(WORLD.admin(), "inferencepools.inference.networking.x-k8s.io");
    // Then
    Await.until(
        "the route names the newer pool",
        () -> poolGroups().equals(Set.of("inference.networking.k8s.io")));
    WORLD.awaitReady(namespace, "llm");
    // When
    Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    Await.until(
        "both pools exist",
        () -> WORLD.exists(Kind.INFERENCE_POOL_V1ALPHA2, namespace, "llm-inference-pool"));
    stopService("true");
    Await.until(
        "the route is gone", () -> !WORLD.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route"));
    stopService("false");
    // Then
    Await.until(
        "the route is back", () -> WORLD.exists(Kind.HTTP_ROUTE, namespace, "llm-kserve-route"));
    assertThat(poolGroups()).containsExactly("inference.networking.k8s.io");
    WORLD.awaitReady(namespace, "llm");
    assertThat(poolGroups()).containsExactly("inference.networking.k8s.io");
    // When
    Crds.remove(WORLD.admin(), "inferencepools.inference.networking.k8s.io");
    Crds.remove(WORLD.admin(), "inferencepools.inference.networking.x-k8s.io");
    // Then
    Condition pool = WORLD.await(namespace, "llm", "InferencePoolReady", "False");
    assertThat(pool.message()).contains("InferencePool");
    WORLD.await(namespace, "llm", "MainWorkloadReady", "True");
    // When
    Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    // Then
    WORLD.awaitReady(namespace, "llm");
  }

  @Test
  void asksForGrantsAsSoonAsTheirKindIsThere() {
    // Given
    String theirs = WORLD.newNamespace();
    WORLD.startOperator();
    Crds.remove(WORLD.admin(), GRANTS);
    // When
    WORLD.apply(
        namespace,
        OperatorWorld.routed("llm").replace("route: {}", BACKEND_OF.formatted(namespace, theirs)));
    // Then
    awaitRefusal();
    // When
    installGrants();
    WORLD.apply(theirs, GRANT.formatted(namespace));
    // Then
    WORLD.await(namespace, "llm", "HTTPRoutesReady", "True");
    // When
    Crds.remove(WORLD.admin(), GRANTS);
    // Then
    awaitRefusal();
    // When
    installGrants();
    WORLD.apply(theirs, GRANT.formatted(namespace));
    // Then
    WORLD.await(namespace, "llm", "HTTPRoutesReady", "True");
  }

  private void awaitRefusal() {
    Await.until(
        "a backend that nobody granted is told",
        () ->
            WORLD
                .condition(namespace, "llm", "HTTPRoutesReady")
                .filter(condition -> "RefNotPermitted".equals(condition.reason()))
                .isPresent());
  }

  private static void installGrants() {
    Crds.install(WORLD.admin(), Crds.ofOtherProjects());
    Await.until(
        "grants are served",
        () ->
            WORLD
                .admin()
                .getApiResources("gateway.networking.k8s.io/v1beta1")
                .getResources()
                .stream()
                .anyMatch(resource -> "ReferenceGrant".equals(resource.getKind())));
  }

  private void stopService(String value) {
    WORLD.edit(
        namespace,
        "llm",
        service -> {
          Map<String, String> annotations = new HashMap<>();
          annotations.put("serving.kserve.io/stop", value);
          service.getMetadata().setAnnotations(annotations);
          return service;
        });
  }

  /** Those of all pools that the route names. */
  private Set<String> poolGroups() {
    List<Map<String, Object>> rules =
        WORLD.child(Kind.HTTP_ROUTE, namespace, "llm-kserve-route").get().get("spec", "rules");
    return rules.stream()
        .map(rule -> rule.get("backendRefs"))
        .flatMap(backends -> backends instanceof List<?> list ? list.stream() : Stream.empty())
        .map(backend -> (Map<?, ?>) backend)
        .filter(backend -> "InferencePool".equals(backend.get("kind")))
        .map(backend -> String.valueOf(backend.get("group")))
        .collect(Collectors.toSet());
  }

  /** Of services of this namespace; none is removed by garbage collection. */
  private List<String> bindings() {
    return WORLD.admin().rbac().clusterRoleBindings().list().getItems().stream()
        .map(binding -> binding.getMetadata().getName())
        .filter(name -> name.startsWith(namespace + "-"))
        .toList();
  }
}
