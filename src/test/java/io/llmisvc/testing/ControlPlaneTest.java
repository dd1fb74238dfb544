package io.llmisvc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@WithControlPlane
final class ControlPlaneTest {
  private final ControlPlane controlPlane;
  private final KubernetesClient admin;
  private final String namespace;

  ControlPlaneTest(ControlPlane controlPlane, KubernetesClient admin, TestNamespace namespace) {
    this.controlPlane = controlPlane;
    this.admin = admin;
    this.namespace = namespace.name();
  }

  @Test
  void servesTheKindsOfOtherProjects() {
    // Given
    HTTPRoute route =
        new HTTPRouteBuilder()
            .withNewMetadata()
            .withName("a-route")
            .withNamespace(namespace)
            .endMetadata()
            .withNewSpec()
            .addToHostnames("example.com")
            .endSpec()
            .build();
    // When
    HTTPRoute created = admin.resource(route).create();
    // Then: the CRD's own default is there
    assertThat(created.getSpec().getRules().getFirst().getMatches().getFirst().getPath().getValue())
        .isEqualTo("/");
  }

  @Test
  void recordsWhoWroteWhat() {
    // Given
    Instant start = Instant.now();
    // When
    try (KubernetesClient writer = controlPlane.adminNamed("a-writer")) {
      writer.resource(configMap("written")).create();
      writer.configMaps().inNamespace(namespace).withName("written").get();
    }
    // Then
    AuditLog log = controlPlane.auditLog();
    Await.untilAsserted(
        () ->
            assertThat(log.since(start))
                .anyMatch(e -> e.user().equals("a-writer") && e.verb().equals("get")));
    assertThat(log.writesBy("a-writer", start))
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.verb()).isEqualTo("create");
              assertThat(write.resource()).isEqualTo("configmaps");
              assertThat(write.namespace()).isEqualTo(namespace);
              assertThat(write.name()).isEqualTo("written");
              assertThat(write.code()).isEqualTo(201);
            });
  }

  @Test
  void refusesAServiceAccountWithoutRights() {
    // Given
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("nobody")
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
    Config config = controlPlane.configFor(namespace, "nobody");
    // When, Then
    try (KubernetesClient nobody = new KubernetesClientBuilder().withConfig(config).build()) {
      assertThatThrownBy(() -> nobody.configMaps().inNamespace(namespace).list())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("system:serviceaccount:" + namespace + ":nobody");
    }
  }

  @Test
  void keepsItsDataOverAnOutage() {
    try (ControlPlane own = ControlPlane.start()) {
      // Given
      ConfigMap kept =
          new ConfigMapBuilder(configMap("kept"))
              .editMetadata()
              .withNamespace("default")
              .endMetadata()
              .build();
      own.admin().resource(kept).create();
      Config impatient = new ConfigBuilder(own.config()).withRequestRetryBackoffLimit(0).build();
      try (KubernetesClient client = new KubernetesClientBuilder().withConfig(impatient).build()) {
        // When
        own.stopApiServer();
        // Then
        assertThatThrownBy(() -> client.resource(kept).get())
            .isInstanceOf(KubernetesClientException.class);
        own.startApiServer();
        assertThat(client.resource(kept).get()).isNotNull();
      }
    }
  }

  private ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }
}
