package io.llmisvc.cluster.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.tree.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An API server whose etcd holds objects in the version of an older installation. */
class StorageMigrationTest {
  private static final String ACCOUNT = "system:serviceaccount:kserve:llmisvc-controller-manager";
  private static final String SERVICES = "llminferenceservices";
  private static final String CONFIGS = "llminferenceserviceconfigs";
  private static final String SERVICE_KIND = "LLMInferenceService";
  private static final String CONFIG_KIND = "LLMInferenceServiceConfig";

  /** More than a page. */
  private static final int OBJECTS = 501;

  /** Refuses what has the label. */
  private static final String REFUSAL =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: refusal}
      webhooks:
      - name: refusal.llmisvc.io
        clientConfig: {url: "https://127.0.0.1:1/"}
        objectSelector: {matchLabels: {refused: "yes"}}
        rules:
        - {apiGroups: [serving.kserve.io], apiVersions: ["*"], resources: ["*"], operations: [UPDATE]}
        sideEffects: None
        admissionReviewVersions: [v1]
      """;

  private static ControlPlane controlPlane;

  @BeforeAll
  static void storeInTheOlderVersion() {
    controlPlane = ControlPlane.start();
    admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName("kserve").endMetadata().build())
        .create();
    AppliedManifests.apply(admin(), Path.of("kubernetes/base/rbac.yaml"));
    Crds.installStoring(admin(), "v1alpha1");
    for (int i = 0; i < OBJECTS; i++) {
      create(SERVICE_KIND, "service-" + i, "no");
    }
    create(CONFIG_KIND, "first", "no");
    create(CONFIG_KIND, "refused", "yes");
    create(CONFIG_KIND, "third", "no");
    AppliedManifests.apply(admin(), Yaml.object(REFUSAL));
    Crds.installStoring(admin(), "v1alpha2");
  }

  @AfterAll
  static void close() {
    controlPlane.close();
  }

  @Test
  void rewritesEachObjectOnceAndThenNothing() {
    // Given
    assertThat(stored(SERVICES)).containsExactly("v1alpha1", "v1alpha2");
    Map<String, String> services = versions(SERVICE_KIND);
    Map<String, String> configs = versions(CONFIG_KIND);
    Instant begin = Instant.now();
    // When
    KubernetesClient client = client();
    StorageMigration migration = migration(client);
    // Then
    Await.until("services are rewritten", () -> stored(SERVICES).equals(List.of("v1alpha2")));
    assertThat(versions(SERVICE_KIND))
        .hasSize(OBJECTS)
        .allSatisfy((name, version) -> assertThat(version).isNotEqualTo(services.get(name)));
    // And
    Await.until(
        "all configs but one",
        () -> !Objects.equals(versions(CONFIG_KIND).get("third"), configs.get("third")));
    assertThat(versions(CONFIG_KIND)).containsEntry("refused", configs.get("refused"));
    assertThat(stored(CONFIGS)).containsExactly("v1alpha1", "v1alpha2");
    // When
    admin()
        .admissionRegistration()
        .v1()
        .validatingWebhookConfigurations()
        .withName("refusal")
        .delete();
    // Then
    Await.until("configs are rewritten", () -> stored(CONFIGS).equals(List.of("v1alpha2")));
    assertThat(writes(begin))
        .filteredOn(entry -> entry.resource().equals(SERVICES))
        .hasSize(OBJECTS)
        .allMatch(entry -> entry.verb().equals("patch") && entry.code() == 200);
    migration.close();
    client.close();
    writesNothingMore();
    needsTheOlderVersionNoMore();
  }

  private static void writesNothingMore() {
    // When
    Instant restart = Instant.now();
    try (KubernetesClient client = client();
        StorageMigration migration = migration(client)) {
      Await.until(
          "the definitions are read",
          () ->
              controlPlane.auditLog().since(restart).stream()
                      .filter(entry -> entry.user().equals(ACCOUNT))
                      .filter(entry -> entry.resource().equals("customresourcedefinitions"))
                      .filter(entry -> entry.verb().equals("list"))
                      .count()
                  == 4);
      // Then
      assertThat(requests(restart))
          .allMatch(entry -> entry.resource().equals("customresourcedefinitions"))
          .noneMatch(AuditEntry::isWrite);
    }
  }

  /** What is stored in a version that a definition does not have cannot be read. */
  private static void needsTheOlderVersionNoMore() {
    // When
    definition(SERVICES)
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\": \"remove\", \"path\": \"/spec/versions/1\"}]");
    // Then
    Await.until("v1alpha1 is gone", () -> !hasOlderVersion());
    assertThat(all(SERVICE_KIND).list().getItems())
        .hasSize(OBJECTS)
        .allMatch(object -> object.<String>get("spec", "model", "uri").equals("hf://a/b"));
  }

  private static boolean hasOlderVersion() {
    return admin().getApiResources("serving.kserve.io/v1alpha1").getResources().stream()
        .anyMatch(resource -> resource.getName().equals(SERVICES));
  }

  /** In a term that has begun. */
  private static StorageMigration migration(KubernetesClient client) {
    StorageMigration migration =
        new StorageMigration(
            client,
            LeaseTerm.endless(),
            new OwnDefinitions(client),
            new Rhythm(
                Duration.ofSeconds(1),
                Duration.ofMillis(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(1)));
    migration.begin();
    return migration;
  }

  /** The library's own patience with a webhook that fails is longer than that of the operator. */
  private static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(controlPlane.configFor("kserve", "llmisvc-controller-manager"))
                .withRequestRetryBackoffLimit(0)
                .build())
        .withKubernetesSerialization(ClientFormat.serialization())
        .build();
  }

  private static List<AuditEntry> writes(Instant since) {
    return requests(since).stream().filter(AuditEntry::isWrite).toList();
  }

  /** A request of our own, seen in the log, proves that the log is complete. */
  private static List<AuditEntry> requests(Instant since) {
    String marker = "marker-" + System.nanoTime();
    create(CONFIG_KIND, marker, "no");
    Await.until(
        "the audit log is complete",
        () ->
            controlPlane.auditLog().since(since).stream()
                .anyMatch(entry -> entry.name().equals(marker)));
    return controlPlane.auditLog().since(since).stream()
        .filter(entry -> entry.user().equals(ACCOUNT))
        .toList();
  }

  private static List<String> stored(String plural) {
    return definition(plural).get().getStatus().getStoredVersions();
  }

  private static Resource<CustomResourceDefinition> definition(String plural) {
    return admin()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(plural + ".serving.kserve.io");
  }

  private static Map<String, String> versions(String kind) {
    return all(kind).list().getItems().stream()
        .map(GenericKubernetesResource::getMetadata)
        .collect(
            Collectors.toMap(
                it -> it.getName(), it -> it.getResourceVersion(), (a, b) -> a, TreeMap::new));
  }

  private static void create(String kind, String name, String refused) {
    GenericKubernetesResource object =
        admin()
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: serving.kserve.io/v1alpha2
                kind: %s
                metadata: {name: %s, namespace: default, labels: {refused: "%s"}}
                spec: {model: {uri: "hf://a/b"}}
                """
                    .formatted(kind, name, refused),
                GenericKubernetesResource.class);
    all(kind).resource(object).create();
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      all(String kind) {
    return admin()
        .genericKubernetesResources("serving.kserve.io/v1alpha2", kind)
        .inNamespace("default");
  }

  private static KubernetesClient admin() {
    return controlPlane.admin();
  }
}
