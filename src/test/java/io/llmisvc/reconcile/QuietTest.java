package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.Await;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The API server's audit log as witness: an operator with nothing to do writes nothing. */
class QuietTest {
  private static final int SERVICES = 50;
  private static final String CLASHING =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: %s}
      spec:
        model: {uri: "hf://a/%s"}
        router: {gateway: {}, route: {http: {spec: {rules: [{matches: [{path: {value: /chat}}]}]}}}}
      """;

  @Test
  void writesNothingAfterARestartOverFiftyServices() {
    try (OperatorWorld world = OperatorWorld.bare()) {
      // Given
      world.installOtherProjects();
      world.startOperator();
      String namespace = world.newNamespace();
      List<String> names = IntStream.range(0, SERVICES).mapToObj(i -> "llm-" + i).toList();
      names.forEach(name -> world.apply(namespace, OperatorWorld.routed(name)));
      world.apply(
          namespace,
          OperatorWorld.routed("llm-0").replace("hf://a/b\"", "hf://a/b\", name: llm-1"));
      names.forEach(name -> world.awaitReady(namespace, name));
      world.awaitQuiet();
      world.stopOperator();
      Instant restart = Instant.now();
      // When
      TestOperator again = world.startOperator();
      Await.until("each service had a pass", () -> again.finished().containsAll(names));
      // Then
      assertThat(world.writesSince(restart)).isEmpty();
    }
  }

  @Test
  void tellsAClashOfRoutesOnceAlsoAfterARestart() {
    try (OperatorWorld world = OperatorWorld.bare()) {
      // Given
      world.installOtherProjects();
      world.startOperator();
      String namespace = world.newNamespace();
      List<String> names = List.of("one", "two");
      names.forEach(name -> world.apply(namespace, CLASHING.formatted(name, name)));
      names.forEach(name -> world.awaitReady(namespace, name));
      Await.until("both tell it", () -> clashes(world, namespace).containsAll(names));
      world.awaitQuiet();
      List<String> told = clashes(world, namespace);
      world.stopOperator();
      Instant restart = Instant.now();
      // When
      TestOperator again = world.startOperator();
      Await.until("each service had a pass", () -> again.finished().containsAll(names));
      world.awaitQuiet();
      // Then
      assertThat(world.writesSince(restart)).isEmpty();
      assertThat(clashes(world, namespace)).isEqualTo(told);
    }
  }

  /** Names of the services that have an event of it, once for each time. */
  private static List<String> clashes(OperatorWorld world, String namespace) {
    return world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReason().equals("RouteClash"))
        .flatMap(
            event ->
                Collections.nCopies(event.getCount(), event.getInvolvedObject().getName()).stream())
        .sorted()
        .toList();
  }

  /** Until objects of a label are listed, it is not known that there is none. */
  @Test
  void writesNothingAfterARestartAboutAGatewayThatIsReachedByALabel() {
    try (OperatorWorld world = OperatorWorld.bare()) {
      // Given
      world.installOtherProjects();
      world.apply(
          """
          apiVersion: v1
          kind: Service
          metadata:
            name: made-by-a-controller
            namespace: kserve
            labels: {gateway.networking.k8s.io/gateway-name: kserve-ingress-gateway}
          spec: {ports: [{name: http, port: 80}]}
          """);
      world.startOperator();
      String namespace = world.newNamespace();
      world.apply(namespace, OperatorWorld.routed("llm"));
      world.awaitReady(namespace, "llm");
      world.awaitQuiet();
      assertThat(world.service(namespace, "llm").get().getStatus().addresses())
          .anyMatch(address -> String.valueOf(address.url()).contains("made-by-a-controller"));
      world.stopOperator();
      Instant restart = Instant.now();
      // When
      TestOperator again = world.startOperator();
      Await.until("it had a pass", () -> again.finished().contains("llm"));
      // Then
      assertThat(world.writesSince(restart)).isEmpty();
    }
  }

  @Test
  void writesNothingInASecondPass() {
    try (OperatorWorld world = OperatorWorld.bare()) {
      // Given
      world.installOtherProjects();
      TestOperator operator = world.startOperator();
      String namespace = world.newNamespace();
      world.apply(namespace, OperatorWorld.routed("llm"));
      world.awaitReady(namespace, "llm");
      world.awaitQuiet();
      Instant before = Instant.now();
      operator.finished().remove("llm");
      // When
      world.edit(
          namespace,
          "llm",
          service -> {
            service.getMetadata().getAnnotations().put("anything", "else");
            return service;
          });
      Await.until("a second pass", () -> operator.finished().contains("llm"));
      // Then
      assertThat(world.writesSince(before)).isEmpty();
    }
  }
}
