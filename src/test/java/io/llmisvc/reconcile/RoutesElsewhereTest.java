package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.status.Condition;
import org.junit.jupiter.api.Test;

/** A Gateway and a backend of another namespace, which begin to allow what they did not. */
class RoutesElsewhereTest {
  private static final String CHOOSY =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: choosy}
      spec:
        gatewayClassName: simulated
        listeners:
        - name: http
          port: 80
          protocol: HTTP
          allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: welcome}}}}
      """;
  private static final String GRANT =
      """
      apiVersion: gateway.networking.k8s.io/v1beta1
      kind: ReferenceGrant
      metadata: {name: backend}
      spec:
        from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: %s}]
        to: [{group: "", kind: Service, name: backend}]
      """;

  private final OperatorWorld world = OperatorWorld.shared();

  @Test
  void areSaidToBeRefusedUntilTheyAreAllowed() {
    // Given
    String theirs = world.newNamespace();
    String namespace = world.newNamespace();
    world.apply(theirs, CHOOSY);
    world.apply(
        namespace,
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata: {name: llm}
        spec:
          model: {uri: "hf://a/b"}
          router:
            gateway: {refs: [{name: choosy, namespace: %s}]}
            route:
              http:
                spec:
                  rules:
                  - matches: [{path: {value: /%s/llm}}]
                    backendRefs: [{kind: Service, name: backend, namespace: %s, port: 80}]
        """
            .formatted(theirs, namespace, theirs));
    Condition closed = world.await(namespace, "llm", "HTTPRoutesReady", "False");
    assertThat(closed.reason()).isEqualTo("NotAllowedByListeners");
    assertThat(closed.message())
        .contains("label team=welcome only", "no ReferenceGrant of namespace " + theirs);

    // When
    world
        .admin()
        .namespaces()
        .withName(namespace)
        .edit(
            found -> {
              found.getMetadata().getLabels().put("team", "welcome");
              return found;
            });
    world.apply(theirs, GRANT.formatted(namespace));

    // Then
    world.awaitReady(namespace, "llm");

    // When
    world
        .admin()
        .genericKubernetesResources("gateway.networking.k8s.io/v1beta1", "ReferenceGrant")
        .inNamespace(theirs)
        .withName("backend")
        .delete();

    // Then
    assertThat(world.await(namespace, "llm", "HTTPRoutesReady", "False").reason())
        .isEqualTo("RefNotPermitted");
  }
}
