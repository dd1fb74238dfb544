package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.llmisvc.api.status.RouterStatus;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routing groups over their life, beside the controllers that run the pods of their members. */
class RoutingGroupTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLUE = "blue";
  private static final String GREEN = "green";

  private final OperatorWorld world = OperatorWorld.shared();
  private String namespace = "";

  @BeforeEach
  void makeNamespace() {
    namespace = world.newNamespace();
  }

  @Test
  void movesItsTrafficFromOneMemberToTheOther() {
    // When
    bothAreReady(90, 10);
    // Then
    awaitBoth(Map.of(BLUE, 90, GREEN, 10));
    assertThat(members(BLUE)).isEqualTo(Map.of(BLUE, 90, GREEN, 10)).isEqualTo(members(GREEN));
    world.await(namespace, BLUE, "GroupReady", "True");
    assertThat(writesOfAnotherPass()).isEmpty();
    // When
    world.apply(namespace, member(BLUE, 0));
    world.apply(namespace, member(GREEN, 100));
    // Then
    awaitBoth(Map.of(BLUE, 0, GREEN, 100));
    world.awaitReady(namespace, GREEN);
    // When
    stop(BLUE);
    // Then
    await(GREEN, Map.of(GREEN, 100));
    Await.until("no route", () -> !world.exists(Kind.HTTP_ROUTE, namespace, route(BLUE)));
    Await.until("it is told", () -> stopped(GREEN).equals(List.of(BLUE)));
    Await.until(
        "it says nothing of the group",
        () -> world.condition(namespace, BLUE, "GroupReady").isEmpty());
    // When
    world.service(namespace, BLUE).delete();
    // Then
    awaitGone(BLUE);
    Await.until("it is no member", () -> members(GREEN).equals(Map.of(GREEN, 100)));
    world.awaitReady(namespace, GREEN);
  }

  @Test
  void sendsNothingToWhoCannotAnswer() {
    // Given
    bothAreReady(50, 50);
    awaitBoth(Map.of(BLUE, 50, GREEN, 50));
    // When
    world.apply(namespace, member(GREEN, 50) + "  replicas: 0\n");
    // Then
    await(BLUE, Map.of(BLUE, 50));
    await(GREEN, Map.of(BLUE, 50, GREEN, 0));
    // When
    world.apply(namespace, member(GREEN, 50) + "  replicas: 1\n");
    // Then
    awaitBoth(Map.of(BLUE, 50, GREEN, 50));
  }

  @Test
  void goesOnBesideABrokenMemberAndLetsOthersGo() {
    // Given
    bothAreReady(90, 10);
    awaitBoth(Map.of(BLUE, 90, GREEN, 10));
    world.apply(namespace, member(GREEN, 10) + "  baseRefs: [{name: nowhere}]\n");
    world.await(namespace, GREEN, "PresetsCombined", "False");
    // When
    world.apply(namespace, member(BLUE, 60));
    // Then
    awaitBoth(Map.of(BLUE, 60, GREEN, 10));
    // When
    world.service(namespace, BLUE).delete();
    // Then
    awaitGone(BLUE);
    assertThat(backends(GREEN)).contains(Map.of(GREEN, 10));
  }

  @Test
  void goesTogether() {
    // Given
    bothAreReady(90, 10);
    awaitBoth(Map.of(BLUE, 90, GREEN, 10));
    // When
    world.service(namespace, BLUE).delete();
    world.service(namespace, GREEN).delete();
    // Then
    awaitGone(BLUE);
    awaitGone(GREEN);
  }

  @Test
  void tellsOnceOfAMemberThatServesAnotherModel() {
    // Given
    bothAreReady(90, 10);
    awaitBoth(Map.of(BLUE, 90, GREEN, 10));
    // When
    world.apply(namespace, member(GREEN, 10).replace("name: chat", "name: coder"));
    // Then
    await(BLUE, Map.of(BLUE, 90));
    await(GREEN, Map.of(GREEN, 10));
    assertThat(world.await(namespace, BLUE, "GroupDegraded", "True").reason())
        .isEqualTo("MemberDivergence");
    world.awaitReady(namespace, BLUE);
    world.awaitQuiet();
    assertThat(divergences(BLUE)).isEqualTo(1);
    // When
    world.apply(namespace, member(GREEN, 10));
    // Then
    awaitBoth(Map.of(BLUE, 90, GREEN, 10));
    Await.until("no divergence", () -> world.condition(namespace, BLUE, "GroupDegraded").isEmpty());
  }

  private void bothAreReady(int blue, int green) {
    world.apply(namespace, member(BLUE, blue));
    world.apply(namespace, member(GREEN, green));
    world.awaitReady(namespace, BLUE);
    world.awaitReady(namespace, GREEN);
  }

  private static String member(String name, int weight) {
    return """
    apiVersion: serving.kserve.io/v1alpha2
    kind: LLMInferenceService
    metadata: {name: %s}
    spec:
      model: {name: chat, uri: "hf://a/b"}
      router: {gateway: {}, route: {group: chat, weight: %d}, scheduler: {}}
    """
        .formatted(name, weight);
  }

  private void stop(String name) {
    world.edit(
        namespace,
        name,
        service -> {
          service.getMetadata().setAnnotations(Map.of("serving.kserve.io/stop", "true"));
          return service;
        });
  }

  private void awaitBoth(Map<String, Integer> weights) {
    await(BLUE, weights);
    await(GREEN, weights);
  }

  private void await(String name, Map<String, Integer> weights) {
    Await.until(
        "the route of %s carries %s".formatted(name, weights),
        () -> {
          world.requireAlive();
          return backends(name).filter(weights::equals).isPresent();
        });
  }

  private void awaitGone(String name) {
    Await.until(name + " is gone", () -> world.service(namespace, name).get() == null);
  }

  private static String route(String name) {
    return name + "-kserve-route";
  }

  /** Weights of the rule that requests for the model come to, by service. */
  private Optional<Map<String, Integer>> backends(String name) {
    return Optional.ofNullable(world.child(Kind.HTTP_ROUTE, namespace, route(name)).get())
        .map(route -> JSON.<JsonNode>valueToTree(route))
        .map(RoutingGroupTest::weights);
  }

  private static Map<String, Integer> weights(JsonNode route) {
    return route
        .at("/spec/rules")
        .valueStream()
        .filter(rule -> rule.path("name").asText().equals("v1-model-routing"))
        .flatMap(rule -> rule.path("backendRefs").valueStream())
        .collect(
            Collectors.toMap(
                backend -> backend.path("name").asText().replace("-inference-pool", ""),
                backend -> backend.path("weight").asInt()));
  }

  private Map<String, Integer> members(String name) {
    return statusMembers(name)
        .collect(
            Collectors.toMap(member -> Objects.toString(member.name()), member -> member.weight()));
  }

  private List<String> stopped(String name) {
    return statusMembers(name)
        .filter(member -> Boolean.TRUE.equals(member.stopped()))
        .map(member -> Objects.toString(member.name()))
        .toList();
  }

  private Stream<RouterStatus.Member> statusMembers(String name) {
    return Optional.ofNullable(world.service(namespace, name).get().getStatus())
        .map(status -> status.router())
        .map(RouterStatus::group)
        .map(RouterStatus.GroupStatus::members)
        .stream()
        .flatMap(List::stream);
  }

  private long divergences(String name) {
    return world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReason().equals("MemberDivergence"))
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .mapToLong(event -> event.getCount() == null ? 1 : event.getCount())
        .sum();
  }

  private List<AuditEntry> writesOfAnotherPass() {
    world.awaitQuiet();
    Instant before = Instant.now();
    world.operator().finished().remove(BLUE);
    world.edit(
        namespace,
        BLUE,
        service -> {
          service.getMetadata().setAnnotations(Map.of("anything", "else"));
          return service;
        });
    Await.until("another pass", () -> world.operator().finished().contains(BLUE));
    return world.writesSince(before).stream()
        .filter(write -> namespace.equals(write.namespace()))
        .toList();
  }
}
