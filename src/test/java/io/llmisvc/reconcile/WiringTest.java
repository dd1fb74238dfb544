package io.llmisvc.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.llmisvc.cluster.OperatorClient;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.WebhookManifests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The operator as Quarkus puts it together, which all other tests do without: beans, settings,
 * management interface. It stays until the JVM ends, so only {@link RightsTest} comes later.
 */
@QuarkusTest
@WithTestResource(OwnWorld.class)
@Order(Integer.MAX_VALUE - 1)
class WiringTest {
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec: {model: {uri: "hf://a/b"}, replicas: 1}
      """;
  private static final String API = "serving.kserve.io/v1alpha2";
  private static final String OLDER_SERVICES =
      "/apis/serving.kserve.io/%s/namespaces/" + OwnWorld.OLDER + "/llminferenceservices";
  private static final String INVALID =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: invalid, namespace: default}
      spec:
        model: {uri: "hf://a/b"}
        worker: {containers: []}
        router: {route: {weight: 1}}
      """;
  private static final String CONFIGURATION =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: inferenceservice-config, namespace: kserve}
      data: {ingress: '{"managedGatewayClassName": "told"}'}
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Nullable OperatorWorld world;

  @TestHTTPResource(management = true)
  @Nullable URI management;

  @Inject OperatorRuntime runtime;
  @Inject Operator operator;
  @Inject Instance<KubernetesClient> client;

  @Test
  void tellsThatItLivesAndIsReady() {
    Await.until("ready", () -> get("readyz").statusCode() == 200);
    assertThat(get("readyz").body())
        .contains("cluster is read", "services and configs are watched", "webhooks are served")
        .doesNotContain("Quarkus Operator SDK"); // it hangs while the framework starts
    assertThat(get("healthz").statusCode()).isEqualTo(200);
    assertThat(get("healthz").body()).doesNotContain("cluster is read");
  }

  /** It lists v1alpha2, and the API server asks it for that. */
  @Test
  void startsOverObjectsThatOnlyItCanConvert() {
    Await.until("ready", () -> get("readyz").statusCode() == 200);
    world().awaitReady(OwnWorld.OLDER, "shallow");
    assertThat(world().service(OwnWorld.OLDER, "shallow").get().getMetadata().getAnnotations())
        .containsEntry("internal.serving.kserve.io/model-criticality", "High");
    for (String version : List.of("v1alpha1", "v1alpha2")) {
      assertThat(world().admin().raw(OLDER_SERVICES.formatted(version)))
          .contains("\"name\":\"deep\"", "\"name\":\"shallow\"");
    }
  }

  @Test
  void migratesThemToTheNewerVersion() {
    for (String name : List.of("llminferenceservices", "llminferenceserviceconfigs")) {
      Await.until(
          name,
          () ->
              world()
                  .admin()
                  .apiextensions()
                  .v1()
                  .customResourceDefinitions()
                  .withName(name + ".serving.kserve.io")
                  .get()
                  .getStatus()
                  .getStoredVersions()
                  .equals(List.of("v1alpha2")));
    }
  }

  @Test
  void countsPassesAndNamespacesSetAside() {
    List<String> series = get("metrics").body().lines().toList();
    assertThat(series)
        .contains("llmisvc_namespaces_aside 0.0", "llmisvc_queue_depth 0.0")
        .anyMatch(line -> line.startsWith("llmisvc_passes_running "))
        .anyMatch(line -> line.startsWith("llmisvc_leader "))
        .anyMatch(line -> line.startsWith("operator_sdk_reconciliations_started_total{"))
        .noneMatch(line -> line.matches("operator_sdk_.*[{,](name|namespace)=.*"))
        .noneMatch(line -> line.startsWith("reconciliations_"));
  }

  @Test
  void tellsHowItFollowsTheCluster() {
    Await.until("ready", () -> get("readyz").statusCode() == 200);
    assertThat(get("metrics").body().replace(",}", "}"))
        .contains(
            "llmisvc_watch_synced{resource=\"llminferenceservices\"} 1.0",
            "llmisvc_watch_synced{resource=\"deployments\"} 1.0",
            "llmisvc_watch_synced{resource=\"customresourcedefinitions\"} 1.0",
            "llmisvc_watch_synced{resource=\"secrets\"} 1.0",
            "llmisvc_api_requests_total{code=\"200\",resource=\"deployments\",verb=\"watch\"}",
            "resource=\"leases\"",
            "llmisvc_api_last_answer_timestamp_seconds ",
            "llmisvc_certificate_not_after_timestamp_seconds{certificate=\"webhook\"} ");
  }

  @Test
  void tellsWhatItIsAndUses() {
    assertThat(get("metrics").body().replace(",}", "}"))
        .contains("runtime=\"jvm\"} 1.0")
        .contains("llmisvc_memory_resident_bytes ", "llmisvc_memory_heap_used_bytes ");
  }

  @Test
  void registersBothControllers() {
    assertThat(operator.getRegisteredControllers())
        .extracting(controller -> controller.getConfiguration().getName())
        .containsExactlyInAnyOrder(
            LLMInferenceServiceReconciler.NAME, LLMInferenceServiceConfigReconciler.NAME);
    assertThat(operator.getRegisteredControllers())
        .extracting(RegisteredController::getConfiguration)
        .allMatch(settings -> settings.getRateLimiter() instanceof LeaderGate);
  }

  @Test
  void letsItsOwnWorkersPass() throws Exception {
    String worker =
        operator
            .getConfigurationService()
            .getExecutorServiceManager()
            .reconcileExecutorService()
            .submit(() -> Thread.currentThread().getName())
            .get();
    assertThat(worker).startsWith("llmisvc-pass-");
  }

  @Test
  void asksThroughTheClientThatTheLeaseBounds() {
    assertThat(client.getHandle().getBean().getBeanClass()).isEqualTo(OperatorClient.class);
    assertThat(operator.getKubernetesClient()).isSameAs(client.get());
  }

  @Test
  void hasThePatienceThatItsSettingsSay() {
    Config actual = client.get().getConfiguration();
    Config said = ProductionSettings.of(world().controlPlane().config());
    assertThat(actual.getRequestTimeout()).isEqualTo(said.getRequestTimeout());
    assertThat(actual.getConnectionTimeout()).isEqualTo(said.getConnectionTimeout());
    assertThat(actual.getRequestRetryBackoffLimit()).isEqualTo(said.getRequestRetryBackoffLimit());
    assertThat(actual.getRequestRetryBackoffInterval())
        .isEqualTo(said.getRequestRetryBackoffInterval());
  }

  @Test
  void takesTheLease() {
    Await.until("it leads", () -> !runtime.term().isOver());
    Lease lease =
        world()
            .admin()
            .leases()
            .inNamespace("kserve")
            .withName("llminferenceservice-kserve-controller-manager")
            .get();
    assertThat(lease.getSpec().getHolderIdentity()).isNotEmpty();
  }

  @Test
  void followsItsConfigMap() {
    // When
    world().apply(CONFIGURATION);
    // Then
    Await.until("the settings are read", this::isTold);
  }

  @Test
  void serves() {
    // Given
    String namespace = world().newNamespace();
    // When
    world().apply(namespace, SERVICE);
    // Then
    Await.until("it runs", () -> world().exists(Kind.DEPLOYMENT, namespace, "llm-kserve"));
    world().awaitReady(namespace, "llm");
  }

  @Test
  void guards() {
    // Given
    callWebhooks();
    String namespace = world().newNamespace();
    // Then
    KubernetesClientException refused =
        catchThrowableOfType(
            KubernetesClientException.class, () -> world().apply(namespace, INVALID));
    assertThat(refused.getCode()).isEqualTo(422);
    assertThat(refused.getStatus().getDetails().getCauses())
        .extracting(cause -> cause.getReason() + " " + cause.getField())
        .containsExactly(
            "FieldValueRequired spec.router.route.group", "FieldValueInvalid spec.worker");
    // When
    world().apply(namespace, SERVICE.replace("llm", "guarded"));
    // Then
    assertThat(
            world()
                .admin()
                .genericKubernetesResources(API, "LLMInferenceService")
                .inNamespace(namespace)
                .withName("guarded")
                .get()
                .<String>get("spec", "model", "name"))
        .isEqualTo("guarded");
    // And
    KubernetesClientException kept =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                world()
                    .admin()
                    .genericKubernetesResources(API, "LLMInferenceServiceConfig")
                    .inNamespace("kserve")
                    .withName("kserve-config-llm-template")
                    .delete());
    assertThat(kept.getCode()).isEqualTo(403);
    assertThat(kept.getMessage()).contains("well-known");
  }

  /** As the manifests have it, but at an address: this API server is outside of the cluster. */
  private void callWebhooks() {
    Await.until("ready", () -> get("readyz").statusCode() == 200);
    Matcher port = Pattern.compile("\"port\": ?(\\d+)").matcher(get("readyz").body());
    assertThat(port.find()).as(get("readyz").body()).isTrue();
    WebhookManifests.at(Integer.parseInt(port.group(1)))
        .forEach(configuration -> AppliedManifests.apply(world().admin(), configuration));
    Await.until("the API server trusts the operator", this::isGuarded);
  }

  private boolean isGuarded() {
    try {
      world().apply(INVALID);
      world().admin().load(new ByteArrayInputStream(INVALID.getBytes(UTF_8))).delete();
      return false;
    } catch (KubernetesClientException e) {
      return e.getCode() == 422;
    }
  }

  private OperatorWorld world() {
    return requireNonNull(world);
  }

  private boolean isTold() {
    return runtime.settings().current() instanceof SettingsResult.Valid valid
        && "told".equals(valid.settings().ingress().managedGatewayClassName());
  }

  private HttpResponse<String> get(String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(requireNonNull(management).resolve("/" + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
