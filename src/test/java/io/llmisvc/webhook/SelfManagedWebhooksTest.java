package io.llmisvc.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.WebhookManifests;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Webhooks whose certificates the operator makes, called by a real API server: at an address, for
 * it is outside of the cluster.
 */
@TestMethodOrder(MethodOrderer.MethodName.class)
class SelfManagedWebhooksTest {
  private static final Path KUBERNETES = Path.of("kubernetes");
  private static final String ACCOUNT = "system:serviceaccount:kserve:llmisvc-controller-manager";
  private static final String CONFIGURATION = "llminferenceservice.serving.kserve.io";
  private static final String SERVICE =
      """
      {"apiVersion": "serving.kserve.io/%s", "kind": "LLMInferenceService",
       "metadata": {"name": "%s", "namespace": "default"}, "spec": {"model": {"uri": "hf://a/b"}}}
      """;
  private static final String ANNOTATED = "{\"metadata\": {\"annotations\": {\"a\": \"b\"}}}";
  private static final String LABELLED = "{\"metadata\": {\"labels\": {\"a\": \"b\"}}}";
  private static final String SCALED = "{\"spec\": {\"replicas\": 2}}";
  private static final String UNTRUSTED =
      """
      {"webhooks": [{"name": "llminferenceservice.kserve-webhook-server.v1alpha2.validator",
        "clientConfig": {"caBundle": null}}]}
      """;
  private static final String CONVERTED =
      """
      {"spec": {"conversion": {"strategy": "Webhook", "webhook":
        {"conversionReviewVersions": ["v1"], "clientConfig": {"url": "https://127.0.0.1:%d/convert"}}}}}
      """;

  private static ControlPlane controlPlane;
  private static Config account;
  private static Replica first;
  private static final AtomicInteger COUNT = new AtomicInteger();

  @BeforeAll
  static void install() {
    controlPlane = ControlPlane.start();
    KubernetesClient admin = controlPlane.admin();
    Crds.install(admin, KUBERNETES.resolve("base/crds"));
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName("kserve").endMetadata().build())
        .create();
    AppliedManifests.apply(admin, KUBERNETES.resolve("base/rbac.yaml"));
    AppliedManifests.apply(admin, KUBERNETES.resolve("components/self-managed/rbac.yaml"));
    account = controlPlane.configFor("kserve", "llmisvc-controller-manager");
    first = Replica.start(account, daysAgo(300));
    call(first);
  }

  @AfterAll
  static void close() {
    first.close();
    controlPlane.close();
  }

  /** Has the API server call a replica. */
  private static void call(Replica replica) {
    WebhookManifests.at(replica.port())
        .forEach(configuration -> AppliedManifests.apply(controlPlane.admin(), configuration));
    Await.until("the API server calls the replica", () -> isStored(replica, "v1alpha2"));
  }

  private static boolean isStored(Replica replica, String version) {
    replica.asked().clear();
    try {
      create(version, "good-" + COUNT.incrementAndGet());
      return !replica.asked().isEmpty();
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  @Test
  void asksAboutEachVersionAtItsPaths() {
    for (String version : List.of("v1alpha1", "v1alpha2")) {
      // When
      assertThat(isStored(first, version)).isTrue();
      // Then
      assertThat(first.asked())
          .containsExactlyInAnyOrder(
              "/mutate-serving-kserve-io-" + version + "-llminferenceservice",
              "/validate-serving-kserve-io-" + version + "-llminferenceservice");
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> create(version, "bad"))
          .withMessageContaining("denied the request: it is bad");
    }
  }

  @Test
  void convertsByAWebhook() {
    // Given
    create("v1alpha2", "converted");
    // When
    definition(CONVERTED.formatted(first.port()));
    // Then
    Await.until("it is converted", () -> read("v1alpha1", "converted").contains("\"converted\""));
    // When
    definition("{\"spec\": {\"conversion\": {\"strategy\": \"None\", \"webhook\": null}}}");
    // Then
    Await.until("it is not", () -> !read("v1alpha1", "converted").contains("\"converted\":\"y"));
  }

  @Test
  void isTrustedAgainWhenSomebodyResetsTheBundle() {
    // When
    controlPlane
        .admin()
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName(CONFIGURATION)
        .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), UNTRUSTED);
    // Then
    Await.until("it is trusted", () -> isStored(first, "v1alpha2"));
  }

  /** What is large is compared as well: it costs too little for the API server to give up. */
  @Test
  void letsPassWhatSaysNothingNewWithoutAServer() {
    // Given
    create("v1alpha2", "held");
    List<Map<String, String>> many =
        IntStream.range(0, 5000).mapToObj(i -> Map.of("name", "N" + i, "value", "v")).toList();
    patch(
        "held",
        controlPlane.admin(),
        controlPlane
            .admin()
            .getKubernetesSerialization()
            .asJson(
                Map.of(
                    "spec",
                    Map.of(
                        "template",
                        Map.of("containers", List.of(Map.of("name", "main", "env", many)))))),
        true);
    try (KubernetesClient operator = client(account);
        KubernetesClient user = client(controlPlane.config())) {
      callNobody();
      // When // Then
      patch("held", user, "{\"metadata\": {\"finalizers\": [\"a/b\"]}}", true);
      patch("held", user, ANNOTATED, false);
      patch("held", user, LABELLED, false);
      patch("held", user, SCALED, false);
      patch("held", user, "{\"spec\": null}", false);
      patch("held", operator, "{\"metadata\": {\"finalizers\": [\"a/b\", \"c/d\"]}}", true);
      // When
      user.genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceService")
          .inNamespace("default")
          .withName("held")
          .delete();
      // Then
      patch("held", user, ANNOTATED, true);
      patch("held", user, LABELLED, true);
      patch("held", user, SCALED, false);
      patch("held", user, "{\"metadata\": {\"finalizers\": null}}", true);
    } finally {
      call(first);
    }
  }

  @Test
  void letsShippedConfigsBeAppliedAgainWithoutAServer() {
    // Given
    ObjectNode preset = AppliedManifests.read(KUBERNETES.resolve("base/presets.yaml")).getFirst();
    ObjectNode labelled = preset.deepCopy();
    labelled.withObject("/metadata/labels").put("helm.sh/chart", "llmisvc-2");
    ObjectNode edited = preset.deepCopy();
    edited.withObject("/spec").put("replicas", 7);
    callNobody();
    try (KubernetesClient user = client(controlPlane.config())) {
      // When // Then
      for (ObjectNode applied : List.of(preset, preset, labelled)) {
        AppliedManifests.apply(user, applied);
      }
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> AppliedManifests.apply(user, edited))
          .withMessageContaining("failed calling webhook");
    } finally {
      call(first);
    }
  }

  /** Has the API server call a replica that is gone. */
  private static void callNobody() {
    Replica gone = Replica.start(account, daysAgo(300));
    call(gone);
    gone.close();
  }

  /** The last one, by its name: the certificates are new then. */
  @Test
  void zRenewsCertificatesWithoutAFailedRequest() throws Exception {
    // Given
    Instant begin = Instant.now();
    var before = first.certificate();
    AtomicBoolean isDone = new AtomicBoolean();
    CompletableFuture<List<String>> failures =
        CompletableFuture.supplyAsync(() -> failuresUntil(isDone));
    // When
    try (Replica second = Replica.start(account, Clock.systemUTC())) {
      Await.until("both are new", () -> !first.certificate().equals(before) && isOne(second));
      assertThat(isStored(first, "v1alpha2")).isTrue();
      isDone.set(true);
      // Then
      assertThat(failures.get()).isEmpty();
      assertThat(first.certificate().getNotAfter()).isAfter(before.getNotAfter());
      call(second);
      Instant restart = Instant.now();
      Replica.start(account, Clock.systemUTC()).close();
      String marker = "marker-" + COUNT.incrementAndGet();
      create("v1alpha2", marker);
      Await.until("the audit log is complete", () -> isLogged(restart, marker));
      assertThat(controlPlane.auditLog().writesBy(ACCOUNT, restart)).isEmpty();
      assertThat(controlPlane.auditLog().writesBy(ACCOUNT, begin))
          .filteredOn(entry -> entry.resource().equals("secrets"))
          .hasSize(1);
      call(first);
    }
  }

  private static boolean isOne(Replica second) {
    return second.certificate().equals(first.certificate());
  }

  private static boolean isLogged(Instant since, String name) {
    return controlPlane.auditLog().since(since).stream()
        .anyMatch(entry -> entry.name().equals(name));
  }

  private static List<String> failuresUntil(AtomicBoolean isDone) {
    List<String> failures = new ArrayList<>();
    while (!isDone.get()) {
      try {
        create("v1alpha2", "steady-" + COUNT.incrementAndGet());
      } catch (KubernetesClientException e) {
        failures.add(e.getMessage());
      }
    }
    return failures;
  }

  private static void patch(String name, KubernetesClient by, String patch, boolean isAllowed) {
    try {
      by.genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceService")
          .inNamespace("default")
          .withName(name)
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
      assertThat(isAllowed).as(patch).isTrue();
    } catch (KubernetesClientException e) {
      assertThat(isAllowed).as(e.getMessage()).isFalse();
    }
  }

  private static void create(String version, String name) {
    KubernetesClient admin = controlPlane.admin();
    admin
        .resource(
            admin
                .getKubernetesSerialization()
                .unmarshal(SERVICE.formatted(version, name), GenericKubernetesResource.class))
        .create();
  }

  private static String read(String version, String name) {
    return controlPlane
        .admin()
        .raw(
            "/apis/serving.kserve.io/"
                + version
                + "/namespaces/default/llminferenceservices/"
                + name);
  }

  private static void definition(String patch) {
    controlPlane
        .admin()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("llminferenceservices.serving.kserve.io")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  /** One that takes no for an answer: others ask again for as long as nobody answers. */
  private static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(config).withRequestRetryBackoffLimit(0).build())
        .build();
  }

  private static Clock daysAgo(int days) {
    return Clock.offset(Clock.systemUTC(), Duration.ofDays(-days));
  }
}
