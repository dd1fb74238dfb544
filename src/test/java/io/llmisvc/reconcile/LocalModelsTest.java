package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.storage.CacheMarks;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.ServerIdentity;
import io.llmisvc.testing.WebhookManifests;
import io.llmisvc.webhook.ServedWebhooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local caches that come and go while services use them, with the webhooks as they are shipped. */
class LocalModelsTest {
  private static final String CONFIGURATION =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: inferenceservice-config, namespace: kserve}
      data: {localModel: '{"enabled": true}'}
      """;
  private static final String CACHE =
      """
      apiVersion: serving.kserve.io/v1alpha1
      kind: LocalModelCache
      metadata: {name: llama}
      spec: {sourceModelUri: "hf://meta/llama", modelSize: 1Gi, nodeGroups: [gpu]}
      """;
  private static final String OF_NAMESPACE =
      CACHE
          .replace("LocalModelCache", "LocalModelNamespaceCache")
          .replace("name: llama", "name: mine");
  private static final String SERVICE =
      """
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: llm}
      spec: {model: {uri: "hf://meta/llama"}, replicas: 1}
      """;

  private static final OperatorWorld WORLD = OperatorWorld.bare();
  private static final int PORT = ControlPlane.freePort();
  private static ServedWebhooks webhooks;

  @BeforeAll
  static void serveWebhooks(@TempDir Path directory) throws IOException {
    WORLD.apply(CONFIGURATION);
    TestOperator operator = WORLD.startOperator();
    ServerIdentity identity = ServerIdentity.ofLoopback();
    Files.writeString(directory.resolve("tls.crt"), identity.certificatePem());
    Files.writeString(directory.resolve("tls.key"), identity.keyPem());
    webhooks =
        ServedWebhooks.start(
            operator.admission(),
            operator.client(),
            Map.of(
                "LLMISVC_WEBHOOKS",
                "files",
                "WEBHOOK_ADDRESS",
                "127.0.0.1",
                "WEBHOOK_PORT",
                String.valueOf(PORT),
                "WEBHOOK_CERT_DIR",
                directory.toString()));
    Await.until("webhooks are served", () -> webhooks.port() == PORT);
    for (ObjectNode configuration : WebhookManifests.at(PORT)) {
      configuration
          .path("webhooks")
          .forEach(
              webhook ->
                  ((ObjectNode) webhook.path("clientConfig")).put("caBundle", identity.caBundle()));
      WORLD
          .admin()
          .resource(
              WORLD
                  .admin()
                  .getKubernetesSerialization()
                  .convertValue(configuration, GenericKubernetesResource.class))
          .create();
    }
  }

  @AfterAll
  static void close() {
    if (webhooks != null) {
      webhooks.close();
    }
    WORLD.close();
  }

  @Test
  void servicesFollowCachesThatComeAndGo() {
    // Given
    String namespace = WORLD.newNamespace();
    WORLD.apply(namespace, SERVICE.replace("name: llm", "name: early"));
    awaitDownload(namespace, "early");
    // When
    Crds.install(WORLD.admin(), Path.of("src/test/resources/local-models"));
    WORLD.apply(CACHE);
    awaitMarks(namespace, "llama");
    WORLD.apply(namespace, SERVICE);
    // Then
    assertThat(marks(namespace, "llm"))
        .containsExactly("llama", "", "hf://meta/llama", "llama-gpu");
    awaitClaim(namespace, "llm", "llama-gpu");
    assertThat(marks(namespace, "early")).as("nobody wrote it").containsOnly("");
    assertQuiet(namespace);
    // When
    annotate(namespace, "\"any\"");
    // Then
    assertThat(marks(namespace, "llm")).containsOnly("");
    awaitDownload(namespace, "llm");
    // When
    annotate(namespace, "null");
    // Then
    awaitClaim(namespace, "llm", "llama-gpu");
    // When
    WORLD.child(Kind.LOCAL_MODEL_CACHE, "", "llama").delete();
    // Then
    awaitDownload(namespace, "llm");
    assertThat(marks(namespace, "llm")).as("nobody wrote it").contains("llama");
    awaitEvent(namespace);
    assertQuiet(namespace);
    // When
    WORLD.apply(namespace, OF_NAMESPACE);
    awaitMarks(namespace, "mine");
    touch(namespace);
    // Then
    assertThat(marks(namespace, "llm"))
        .containsExactly("mine", namespace, "hf://meta/llama", "mine-gpu");
    awaitClaim(namespace, "llm", "mine-gpu");
    // When
    for (String plural : List.of("localmodelcaches", "localmodelnamespacecaches")) {
      Crds.remove(WORLD.admin(), plural + ".serving.kserve.io");
    }
    // Then
    awaitDownload(namespace, "llm");
    Await.until(
        "no cache is left to mark by",
        () -> {
          touch(namespace);
          return marks(namespace, "llm").stream().allMatch(String::isEmpty);
        });
    assertQuiet(namespace);
    awaitDownload(namespace, "llm");
  }

  /** What a service would be marked with that is written now. */
  private static void awaitMarks(String namespace, String cache) {
    Await.until(
        "marked by " + cache,
        () -> {
          LLMInferenceService probe =
              WORLD
                  .admin()
                  .resource(
                      WORLD
                          .admin()
                          .getKubernetesSerialization()
                          .unmarshal(
                              SERVICE.replace("name: llm", "name: probe"),
                              LLMInferenceService.class))
                  .inNamespace(namespace)
                  .dryRun()
                  .create();
          return cache.equals(label(probe, CacheMarks.CACHE));
        });
  }

  private static List<String> marks(String namespace, String name) {
    LLMInferenceService service = WORLD.service(namespace, name).get();
    return List.of(
        label(service, CacheMarks.CACHE),
        label(service, CacheMarks.NAMESPACE),
        annotation(service, CacheMarks.SOURCE),
        annotation(service, CacheMarks.CLAIM));
  }

  private static String label(LLMInferenceService service, String key) {
    Map<String, String> labels = service.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(key, "");
  }

  private static String annotation(LLMInferenceService service, String key) {
    Map<String, String> annotations = service.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(key, "");
  }

  private static void annotate(String namespace, String value) {
    WORLD
        .service(namespace, "llm")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"serving.kserve.io/disable-localmodel\": %s}}}"
                .formatted(value));
  }

  private static void touch(String namespace) {
    WORLD
        .service(namespace, "llm")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"touched\": \"%s\"}}}".formatted(Instant.now()));
  }

  private static void awaitClaim(String namespace, String service, String claim) {
    Await.until(
        service + " reads " + claim,
        () -> volume(namespace, service).contains("kserve-pvc-source claimName=" + claim));
  }

  private static void awaitDownload(String namespace, String service) {
    Await.until(
        service + " downloads its model",
        () -> volume(namespace, service).contains("kserve-provision-location"));
  }

  private static String volume(String namespace, String service) {
    GenericKubernetesResource deployment =
        WORLD.child(Kind.DEPLOYMENT, namespace, service + "-kserve").get();
    if (deployment == null) {
      return "";
    }
    List<Map<String, Object>> volumes = deployment.get("spec", "template", "spec", "volumes");
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> volume : volumes) {
      text.append(volume.get("name"));
      if (volume.get("persistentVolumeClaim") instanceof Map<?, ?> claim) {
        text.append(" claimName=").append(claim.get("claimName"));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void awaitEvent(String namespace) {
    Await.until(
        "it is told",
        () ->
            WORLD.admin().v1().events().inNamespace(namespace).list().getItems().stream()
                .anyMatch(
                    event ->
                        "LocalModelCacheGone".equals(event.getReason())
                            && event
                                .getMessage()
                                .contains("LocalModelCache llama does not exist")));
  }

  /** One more pass, which sends nothing. */
  private static void assertQuiet(String namespace) {
    WORLD.awaitQuiet();
    Instant before = Instant.now();
    WORLD.operator().finished().remove("llm");
    touch(namespace);
    Await.until("another pass", () -> WORLD.operator().finished().contains("llm"));
    assertThat(WORLD.writesSince(before)).noneMatch(entry -> namespace.equals(entry.namespace()));
  }
}
