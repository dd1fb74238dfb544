package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithControlPlane
class DevelopmentSimulatorTest {
  private static DevelopmentSimulator simulator;

  private final KubernetesClient admin;
  private final TestNamespace namespace;

  DevelopmentSimulatorTest(ControlPlane controlPlane, TestNamespace namespace) {
    this.admin = controlPlane.admin();
    this.namespace = namespace;
  }

  @BeforeAll
  static void start(KubernetesClient admin) {
    simulator = DevelopmentSimulator.start(admin);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void givesANamespaceItsDefaultAccount() {
    Await.untilAsserted(
        () ->
            assertThat(
                    admin.serviceAccounts().inNamespace(namespace.name()).withName("default").get())
                .isNotNull());
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

  @Test
  void makesWorkloadsAvailableWithAsManyReplicasAsTheyAskFor() {
    // When
    GenericKubernetesResource deployment =
        create(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: two}
            spec:
              replicas: 2
              selector: {matchLabels: {app: two}}
              template:
                metadata: {labels: {app: two}}
                spec: {containers: [{name: main, image: example}]}
            """);
    // Then
    Await.untilAsserted(
        () ->
            assertThat(live(deployment).<Integer>get("status", "availableReplicas")).isEqualTo(2));
  }

  @Test
  void deletesWhatHasLostItsOwner() {
    // Given
    GenericKubernetesResource owner =
        create(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: owner}
            """);
    GenericKubernetesResource owned =
        create(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: owned
              ownerReferences:
              - {apiVersion: v1, kind: ConfigMap, name: owner, uid: %s}
            """
                .formatted(owner.getMetadata().getUid()));
    // When
    admin.resources(ConfigMap.class).inNamespace(namespace.name()).withName("owner").delete();
    // Then
    Await.untilAsserted(() -> assertThat(admin.resource(owned).get()).isNull());
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
