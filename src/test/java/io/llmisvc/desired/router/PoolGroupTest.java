package io.llmisvc.desired.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.tree.Yaml;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PoolGroupTest {
  private static final String ROUTE = "svc-kserve-route";
  private static final String ALPHA = "inference.networking.x-k8s.io";
  private static final String V1 = "inference.networking.k8s.io";
  private static final String INVALID_KIND =
      "{type: ResolvedRefs, status: 'False', reason: InvalidKind}";
  private static final String NOT_FOUND =
      "{type: ResolvedRefs, status: 'False', reason: BackendNotFound}";
  private static final String ACCEPTED = "{type: Accepted, status: 'True'}";
  private static final String RESOLVED = "{type: ResolvedRefs, status: 'True'}";

  static Stream<Arguments> liveRoutes() {
    return Stream.of(
        Arguments.of("nobody has said anything", ALPHA, List.of(), PoolGroup.V1ALPHA2),
        Arguments.of("accepted says nothing", ALPHA, List.of(ACCEPTED), PoolGroup.V1ALPHA2),
        Arguments.of("the older kind works", ALPHA, List.of(RESOLVED), PoolGroup.V1ALPHA2),
        Arguments.of("the older kind is unknown", ALPHA, List.of(INVALID_KIND), PoolGroup.V1),
        Arguments.of(
            "one of two knows the older kind",
            ALPHA,
            List.of(INVALID_KIND, RESOLVED),
            PoolGroup.V1ALPHA2),
        Arguments.of("the newer kind works", V1, List.of(RESOLVED), PoolGroup.V1),
        Arguments.of("the newer kind is known", V1, List.of(NOT_FOUND), PoolGroup.V1),
        Arguments.of("the newer kind is unknown", V1, List.of(INVALID_KIND), PoolGroup.V1ALPHA2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("liveRoutes")
  void followsWhatGatewaysSay(
      String name, String group, List<String> conditions, PoolGroup expected) {
    // Given
    Facts facts = facts(EnumSet.allOf(Kind.class), route(group, "", conditions));
    // When
    PoolGroup chosen = PoolGroup.of(service(Map.of()), facts);
    // Then
    assertThat(chosen).as(name).isEqualTo(expected);
  }

  @Test
  void ignoresGatewaysThatTheRouteHasLeft() {
    // Given
    ObjectNode route = route(ALPHA, "", List.of(INVALID_KIND));
    ((ObjectNode) route.at("/status/parents/0/parentRef")).put("name", "former");
    // When
    PoolGroup chosen = PoolGroup.of(service(Map.of()), facts(EnumSet.allOf(Kind.class), route));
    // Then
    assertThat(chosen).isEqualTo(PoolGroup.V1ALPHA2);
  }

  @Test
  void neverMovesBack() {
    // Given
    ObjectNode rejected =
        route(V1, "{serving.kserve.io/inference-pool-migrated: v1}", List.of(INVALID_KIND));
    // When
    PoolGroup chosen = PoolGroup.of(service(Map.of()), facts(EnumSet.allOf(Kind.class), rejected));
    // Then
    assertThat(chosen).isEqualTo(PoolGroup.V1);
  }

  @Test
  void remembersTheMoveWithoutARoute() {
    // Given
    ServiceMeta service = service(Map.of(Labels.POOL_MIGRATED, "v1"));
    // When
    PoolGroup chosen = PoolGroup.of(service, new Facts(ClusterFacts.unknown()));
    // Then
    assertThat(chosen).isEqualTo(PoolGroup.V1);
  }

  @Test
  void takesTheOnlyGroupThatIsServed() {
    // Given
    Facts onlyV1 = facts(Set.of(Kind.INFERENCE_POOL), route(ALPHA, "", List.of(RESOLVED)));
    Facts onlyAlpha =
        facts(
            Set.of(Kind.INFERENCE_POOL_V1ALPHA2),
            route(V1, "{serving.kserve.io/inference-pool-migrated: v1}", List.of(RESOLVED)));
    // When
    List<PoolGroup> chosen =
        List.of(
            PoolGroup.of(service(Map.of()), onlyV1), PoolGroup.of(service(Map.of()), onlyAlpha));
    // Then
    assertThat(chosen).containsExactly(PoolGroup.V1, PoolGroup.V1ALPHA2);
  }

  private static Facts facts(Set<Kind> served, ObjectNode route) {
    ObjectKey key = new ObjectKey(Kind.HTTP_ROUTE, "demo", ROUTE);
    return new Facts(new ClusterFacts(served, Map.of(key, route), Map.of()));
  }

  private static ObjectNode route(String group, String annotations, List<String> conditions) {
    StringBuilder parents = new StringBuilder();
    conditions.forEach(
        condition ->
            parents.append(
                "{parentRef: {name: gw, namespace: demo}, conditions: [" + condition + "]}, "));
    return Yaml.objects(
            """
            metadata: {namespace: demo, annotations: %s}
            spec:
              parentRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: gw}]
              rules: [{backendRefs: [{group: %s, kind: InferencePool, name: p}]}]
            status: {parents: [%s]}
            """
                .formatted(annotations, group, parents))
        .getFirst();
  }

  private static ServiceMeta service(Map<String, String> remembered) {
    return new ServiceMeta("demo", "svc", null, 1, Map.of(), Map.of(), false, remembered);
  }
}
