package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithControlPlane
class GatewaySimulatorTest {
  private static GatewaySimulator simulator;

  private final KubernetesClient admin;
  private final TestNamespace namespace;

  GatewaySimulatorTest(ControlPlane controlPlane, TestNamespace namespace) {
    this.admin = controlPlane.admin();
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(KubernetesClient admin) {
    simulator = GatewaySimulator.start(admin);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void acceptsARouteOnceItsGatewayExistsAndThePoolBehindIt() {
    // Given
    GenericKubernetesResource route =
        create(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: to-pool}
            spec:
              parentRefs: [{name: front}]
              rules:
              - backendRefs:
                - {group: inference.networking.k8s.io, kind: InferencePool, name: models}
            """);
    GenericKubernetesResource pool =
        create(
            """
            apiVersion: inference.networking.k8s.io/v1
            kind: InferencePool
            metadata: {name: models}
            spec:
              selector: {matchLabels: {app: models}}
              targetPorts: [{number: 8000}]
              endpointPickerRef: {name: picker, port: {number: 9002}}
            """);
    // When
    GenericKubernetesResource gateway =
        create(
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: front}
            spec:
              gatewayClassName: simulated
              listeners: [{name: http, port: 80, protocol: HTTP}]
            """);
    // Then
    Await.untilAsserted(
        () -> {
          assertThat(live(gateway).<String>get("status", "addresses", 0, "value")).isNotNull();
          assertThat(live(route).<String>get("status", "parents", 0, "conditions", 0, "status"))
              .isEqualTo("True");
          assertThat(live(pool).<String>get("status", "parents", 0, "parentRef", "name"))
              .isEqualTo("front");
        });
  }

  private GenericKubernetesResource create(String yaml) {
    GenericKubernetesResource object =
        admin.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
    object.getMetadata().setNamespace(namespace.name());
    return admin.resource(object).create();
  }

  private GenericKubernetesResource live(GenericKubernetesResource object) {
    return admin.resource(object).get();
  }
}
