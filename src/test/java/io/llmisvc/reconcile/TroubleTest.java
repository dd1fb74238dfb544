package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.Condition;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong around services: it is said, it heals, and nothing is deleted by mistake. */
class TroubleTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration OUTAGE = Duration.ofMinutes(1);
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  private final OperatorWorld world = WORLD;
  private final String namespace = world.newNamespace();

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
    world.stopOperator();
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500, 503})
  void getsThereThoughTheApiServerRefusesForAWhile(int status) throws Exception {
    try (FaultyClient faults = FaultyClient.answering(status, 12)) {
      // Given
      Instant start = Instant.now();
      // When
      world.startOperator(faults.client(world.operatorConfig()));
      world.apply(namespace, OperatorWorld.routed("llm"));
      // Then
      Await.until("ready", PATIENCE, () -> world.isReady(namespace, "llm"));
      assertThat(faults.remaining()).isZero();
      assertThat(world.writesSince(start)).noneMatch(entry -> entry.verb().equals("delete"));
    }
  }

  @Test
  void endsThePassWithTheFirstWriteThatFindsNobody() throws Exception {
    try (FaultyClient faults = FaultyClient.refusing(1000)) {
      endsThePassWithTheFirst(faults);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503, 504})
  void endsThePassWithTheFirstWriteThatIsTooMuch(int status) throws Exception {
    try (FaultyClient faults = FaultyClient.answering(status, 1000)) {
      endsThePassWithTheFirst(faults);
    }
  }

  private void endsThePassWithTheFirst(FaultyClient faults) {
    // When
    world.startOperator(faults.client(world.operatorConfig()));
    world.apply(namespace, OperatorWorld.routed("llm"));
    // Then
    String here = "/namespaces/" + namespace + "/";
    Supplier<List<String>> met =
        () -> faults.met().stream().filter(path -> path.contains(here)).toList();
    Condition workloads = world.await(namespace, "llm", "WorkloadsReady", "False");
    assertThat(met.get()).as("not retried within a pass but once").hasSizeLessThan(10);
    Await.until("three passes of two attempts each", () -> met.get().size() >= 6);
    assertThat(met.get()).allMatch(path -> path.endsWith("/services"));
    assertThat(workloads.message()).containsOnlyOnce("llm-kserve-workload-svc:");
  }

  @Test
  void goesOnAfterAnOutageOfAMinuteWithoutARestart() {
    // Given
    TestOperator operator = world.startElectedOperator();
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    Instant before = Instant.now();
    world.apply(namespace, OperatorWorld.routed("caught"));
    // When
    world.controlPlane().stopApiServer();
    Instant back = Instant.now().plus(OUTAGE);
    Await.until("a minute is over", PATIENCE, () -> Instant.now().isAfter(back));
    assertThat(operator.isLeading()).isFalse();
    world.controlPlane().startApiServer();
    // Then
    Await.until("it leads again", PATIENCE, operator::isLeading);
    world.apply(namespace, OperatorWorld.routed("llm").replace("replicas: 1", "replicas: 2"));
    world.apply(namespace, OperatorWorld.routed("later"));
    Await.until("the edit is acted upon", PATIENCE, () -> replicas("llm-kserve") == 2);
    Await.until("a new service is ready", PATIENCE, () -> world.isReady(namespace, "later"));
    Await.until("one in the making is ready", PATIENCE, () -> world.isReady(namespace, "caught"));
    world.child(Kind.SERVICE, namespace, "llm-kserve-workload-svc").delete();
    Await.until(
        "what is lost is made again",
        PATIENCE,
        () -> world.exists(Kind.SERVICE, namespace, "llm-kserve-workload-svc"));
    assertThat(world.writesSince(before)).noneMatch(entry -> entry.verb().equals("delete"));
  }

  @Test
  void saysWhatIsMissingAndStartsWhenItAppears() {
    try (OperatorWorld empty = OperatorWorld.bare()) {
      // Given
      empty.startOperator();
      String place = empty.newNamespace();
      String multiNode = "  parallelism: {data: 2, dataLocal: 1}\n  worker: {}\n";
      // When
      empty.apply(place, OperatorWorld.routed("llm") + multiNode);
      // Then
      Condition workloads = empty.await(place, "llm", "WorkloadsReady", "False");
      assertThat(workloads.message()).contains("leaderworkersets.leaderworkerset.x-k8s.io");
      Condition router = empty.await(place, "llm", "RouterReady", "False");
      assertThat(router.message()).contains("gateways.gateway.networking.k8s.io");
      // When
      empty.installOtherProjects();
      // Then
      Await.until("ready", PATIENCE, () -> empty.isReady(place, "llm"));
    }
  }

  @Test
  void saysWhichKeyOfTheOperatorConfigIsBrokenAndTouchesNothing() {
    // Given
    world.startOperator();
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    Instant before = Instant.now();
    // When
    world.apply(operatorConfig("{\"cpuLimit\": \"many\"}"));
    // Then
    Condition presets = world.await(namespace, "llm", "PresetsCombined", "False");
    assertThat(presets.reason()).isEqualTo("OperatorConfigInvalid");
    assertThat(presets.message()).contains("storageInitializer").contains("cpuLimit");
    assertThat(world.exists(Kind.DEPLOYMENT, namespace, "llm-kserve")).isTrue();
    assertThat(world.writesSince(before)).noneMatch(entry -> entry.verb().equals("delete"));
    // When
    world.apply(operatorConfig("{\"cpuLimit\": \"2\"}"));
    // Then
    Await.until("ready", PATIENCE, () -> world.isReady(namespace, "llm"));
  }

  @Test
  void letsABrokenServiceDisturbNoOther() {
    // Given
    world.startOperator();
    // When
    world.apply(
        namespace,
        OperatorWorld.routed("broken") + "  template: {nodeSelector: {a: \"{{ .Nope }}\"}}\n");
    world.apply(namespace, OperatorWorld.routed("sound"));
    // Then
    world.awaitReady(namespace, "sound");
    Condition presets = world.await(namespace, "broken", "PresetsCombined", "False");
    assertThat(presets.reason()).isEqualTo("CombineBaseError");
    assertThat(presets.message()).contains("spec.template.nodeSelector.a").contains("Nope");
  }

  private int replicas(String deployment) {
    return world
        .admin()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(deployment)
        .get()
        .getSpec()
        .getReplicas();
  }

  private static String operatorConfig(String storage) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: inferenceservice-config, namespace: kserve}
    data:
      ingress: '{"kserveIngressGateway": "kserve/kserve-ingress-gateway"}'
      storageInitializer: '%s'
    """
        .formatted(storage);
  }
}
