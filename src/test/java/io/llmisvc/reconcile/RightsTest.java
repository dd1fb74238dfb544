package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.serving.CertificateSource;
import io.llmisvc.cluster.serving.MetricsReaders.Standing;
import io.llmisvc.cluster.serving.ServingAccess;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.AuditTrail;
import io.llmisvc.testing.AuditTrail.Request;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Crds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The rights of the operator beside what it asked for: in a life of its own here, which uses them
 * all, and in every test class that ran before in this JVM. It is the last one, see pom.xml.
 */
@Order(Integer.MAX_VALUE)
class RightsTest {
  private static final Path COMPONENTS = Path.of("kubernetes/components");
  private static final Path CERTIFICATES = COMPONENTS.resolve("self-managed/rbac.yaml");
  private static final Path METRICS = COMPONENTS.resolve("secure-metrics/rbac.yaml");
  private static final Path INSTALL = Path.of("kubernetes/olm/rbac.yaml");
  private static final List<Path> RBAC =
      List.of(Path.of("kubernetes/base/rbac.yaml"), CERTIFICATES, INSTALL, METRICS);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Asked by the API server itself when a child names its owner, so never in an audit log. */
  private static final Right OF_ADMISSION =
      new Right("update", "serving.kserve.io", "llminferenceservices/finalizers", "", "");

  /** Asked by the API server itself when the binding of a picker is written. */
  private static final Right OF_BINDING =
      new Right("bind", "rbac.authorization.k8s.io", "clusterroles", "", "system:auth-delegator");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** No default Gateway, so that one is made, and a bundle to copy. */
  private static final String CONFIGURATION =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: inferenceservice-config, namespace: kserve}
      data:
        ingress: '{"kserveIngressGateway": "kserve/none", "managedGatewayClassName": "simulated"}'
        storageInitializer: '{"caBundleConfigMapName": "authorities"}'
        localModel: '{"enabled": true}'
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: authorities, namespace: kserve}
      data: {cabundle.crt: a certificate}
      """;

  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: store}
      stringData: {AWS_SECRET_ACCESS_KEY: s3cret, AWS_ACCESS_KEY_ID: id}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: models}
      secrets: [{name: store}]
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceServiceConfig
      metadata: {name: shared}
      spec: {template: {serviceAccountName: models}}
      ---
      apiVersion: serving.kserve.io/v1alpha1
      kind: LLMInferenceService
      metadata: {name: whole}
      spec:
        model: {uri: "s3://a/b", criticality: Critical}
        baseRefs: [{name: shared}]
        replicas: 1
        router: {gateway: {}, route: {}, scheduler: {replicas: 2}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: {name: choosy}
      spec:
        gatewayClassName: simulated
        listeners:
        - name: http
          port: 80
          protocol: HTTP
          allowedRoutes: {namespaces: {from: Selector, selector: {matchExpressions: [{key: banned, operator: DoesNotExist}]}}}
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: abroad}
      spec:
        parentRefs: [{name: choosy}]
        rules: [{backendRefs: [{name: models, namespace: elsewhere, port: 80}]}]
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: abroad}
      spec:
        model: {uri: "hf://a/b"}
        router: {gateway: {refs: [{name: choosy}]}, route: {http: {refs: [{name: abroad}]}}}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: many, annotations: {serving.kserve.io/exp-dra-device-class: gpu.example.com}}
      spec:
        model: {uri: "hf://a/b"}
        scaling: {maxReplicas: 2, wva: {hpa: {}}}
        parallelism: {data: 2, dataLocal: 1}
        worker: {}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata: {name: moody}
      spec:
        model: {uri: "hf://a/b"}
        scaling:
          maxReplicas: 2
          keda: {triggers: [{type: cpu, metadata: {value: "50"}}]}
      """;

  /** Marked by a webhook, each by a cache of another kind. */
  private static final String CACHED =
      """
      apiVersion: serving.kserve.io/v1alpha1
      kind: LocalModelCache
      metadata: {name: llama}
      spec: {sourceModelUri: "hf://a/b", modelSize: 1Gi, nodeGroups: [gpu]}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata:
        name: cached
        labels: {internal.serving.kserve.io/localmodel: llama}
        annotations:
          internal.serving.kserve.io/localmodel-sourceuri: "hf://a/b"
          internal.serving.kserve.io/localmodel-pvc-name: llama-gpu
      spec: {model: {uri: "hf://a/b"}, replicas: 1}
      ---
      apiVersion: serving.kserve.io/v1alpha2
      kind: LLMInferenceService
      metadata:
        name: cached-here
        labels: {internal.serving.kserve.io/localmodel: gone, internal.serving.kserve.io/localmodel-namespace: here}
        annotations:
          internal.serving.kserve.io/localmodel-sourceuri: "hf://a/b"
          internal.serving.kserve.io/localmodel-pvc-name: gone-gpu
      spec: {model: {uri: "hf://a/b"}, replicas: 1}
      """;

  private static final String CONVERTED =
      """
      {"spec": {"conversion": {"strategy": "Webhook", "webhook": {"conversionReviewVersions": ["v1"], "clientConfig":
        {"service": {"namespace": "kserve", "name": "llmisvc-conversion-service", "path": "/convert"}}}}}}
      """;

  private static final String VARIANTS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: variantautoscalings.llmd.ai}
      spec:
        group: llmd.ai
        scope: Namespaced
        names: {kind: VariantAutoscaling, plural: variantautoscalings}
        versions:
        - name: v1alpha1
          served: true
          storage: true
          schema: {openAPIV3Schema: {type: object}}
      """;

  private static final List<Kind> OBJECTIVES =
      List.of(Kind.INFERENCE_OBJECTIVE_LLM_D, Kind.INFERENCE_OBJECTIVE, Kind.INFERENCE_MODEL);

  private static final OperatorWorld WORLD = OperatorWorld.bare();
  private static final List<Right> HANDED_ON = new ArrayList<>();

  @BeforeAll
  static void live() {
    WORLD.installOtherProjects();
    serveTheNewestObjective();
    WORLD.apply(VARIANTS);
    Crds.install(WORLD.admin(), Path.of("src/test/resources/local-models"));
    WORLD.apply(CONFIGURATION);
    AppliedManifests.apply(WORLD.admin(), INSTALL);
    WORLD.startElectedOperator(
        OperatorEnvironment.of(
            Map.of(
                "LLMISVC_INSTALL_PRESETS",
                "true",
                "LLM_INFERENCE_SERVICE_CONFIG_PREFIX",
                "installed-"),
            List.of()));
    String namespace = WORLD.newNamespace();
    WORLD.apply(namespace, SERVICES);
    WORLD.apply(namespace, CACHED);
    WORLD.awaitReady(namespace, "whole");
    WORLD.awaitReady(namespace, "many");
    Await.until("scaled", PATIENCE, () -> count(Kind.SCALED_OBJECT, namespace) == 1);
    removeVariant(namespace);
    noteRoles(namespace);
    mendTwice(namespace);
    Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.POD && kind != Kind.CONFIG_MAP && !OBJECTIVES.contains(kind))
        .forEach(kind -> change(kind, namespace));
    changeBundle(namespace);
    for (Kind objective : OBJECTIVES) {
      Await.until(objective.name(), PATIENCE, () -> count(objective, namespace) == 1);
      change(objective, namespace);
      stop(namespace, "whole", "true");
      Await.until("no " + objective, PATIENCE, () -> count(objective, namespace) == 0);
      definition(objective).delete();
      stop(namespace, "whole", "false");
    }
    stop(namespace, "many", "true");
    stop(namespace, "moody", "true");
    WORLD.service(namespace, "whole").delete();
    Await.until("gone", PATIENCE, () -> WORLD.service(namespace, "whole").get() == null);
    Await.until("a conflict", PATIENCE, () -> isReadAgainAfterAConflict(namespace));
    Await.until("a second turn", PATIENCE, RightsTest::hasRenewedItsLease);
    migrateStorage();
    keepCertificates();
  }

  private static void migrateStorage() {
    for (String plural : List.of("llminferenceservices", "llminferenceserviceconfigs")) {
      Resource<CustomResourceDefinition> definition =
          definitionNamed(plural + ".serving.kserve.io");
      definition
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"status\": {\"storedVersions\": [\"v1alpha1\", \"v1alpha2\"]}}");
      Await.until(
          plural + " are stored in one version",
          PATIENCE,
          () -> definition.get().getStatus().getStoredVersions().equals(List.of("v1alpha2")));
    }
  }

  /** Makes and renews the certificates of webhooks. They answer nobody, so this is the last. */
  private static void keepCertificates() {
    AppliedManifests.apply(WORLD.admin(), CERTIFICATES);
    AppliedManifests.apply(WORLD.admin(), METRICS);
    AppliedManifests.apply(WORLD.admin(), COMPONENTS.resolve("webhooks/webhooks.yaml"));
    for (String plural : List.of("llminferenceservices", "llminferenceserviceconfigs")) {
      definitionNamed(plural + ".serving.kserve.io")
          .patch(PatchContext.of(PatchType.JSON_MERGE), CONVERTED);
    }
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(WORLD.operatorConfig())
            .withKubernetesSerialization(ClientFormat.serialization())
            .build()) {
      Standing standing =
          new ServingAccess(client, new OwnDefinitions(client))
              .metricsReaders(Clock.systemUTC())
              .standing(WORLD.operatorConfig().getAutoOAuthToken());
      assertThat(standing).isEqualTo(Standing.REFUSED);
      for (int daysAgo : List.of(300, 0)) {
        AtomicBoolean isGood = new AtomicBoolean();
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-daysAgo));
        Instant later = clock.instant().plus(Duration.ofDays(364));
        try (CertificateSource source =
            new ServingAccess(client, new OwnDefinitions(client))
                .selfManaged(
                    "kserve",
                    ServingAccess.names("kserve", "cluster.local", List.of()),
                    clock,
                    Duration.ofMinutes(1))) {
          source.start(
              made -> isGood.set(made.certificate().getNotAfter().after(Date.from(later))));
          Await.until("a certificate, " + daysAgo + " days ago", PATIENCE, isGood::get);
          Await.until("trust", PATIENCE, RightsTest::areAllTrusted);
        }
      }
    }
  }

  private static boolean areAllTrusted() {
    return Stream.of("llminferenceservices", "llminferenceserviceconfigs")
            .map(plural -> definitionNamed(plural + ".serving.kserve.io").get())
            .allMatch(
                it ->
                    isSet(
                        it.getSpec().getConversion().getWebhook().getClientConfig().getCaBundle()))
        && WORLD
            .admin()
            .admissionRegistration()
            .v1()
            .validatingWebhookConfigurations()
            .list()
            .getItems()
            .stream()
            .flatMap(it -> it.getWebhooks().stream())
            .filter(it -> it.getName().contains("kserve-webhook-server"))
            .allMatch(it -> isSet(it.getClientConfig().getCaBundle()))
        && WORLD
            .admin()
            .admissionRegistration()
            .v1()
            .mutatingWebhookConfigurations()
            .list()
            .getItems()
            .stream()
            .flatMap(it -> it.getWebhooks().stream())
            .filter(it -> it.getName().contains("kserve-webhook-server"))
            .allMatch(it -> isSet(it.getClientConfig().getCaBundle()));
  }

  private static boolean isSet(@Nullable String bundle) {
    return bundle != null && !bundle.isEmpty();
  }

  /** Served nowhere else in tests: the older one under its newer group. */
  private static void serveTheNewestObjective() {
    CustomResourceDefinition older = definition(Kind.INFERENCE_OBJECTIVE).get();
    String group = Kind.INFERENCE_OBJECTIVE_LLM_D.group();
    CustomResourceDefinition newest =
        new CustomResourceDefinitionBuilder(older)
            .withNewMetadata()
            .withName(Kind.INFERENCE_OBJECTIVE_LLM_D.plural() + "." + group)
            .endMetadata()
            .editSpec()
            .withGroup(group)
            .endSpec()
            .withStatus(null)
            .build();
    WORLD.admin().resource(newest).create();
  }

  private static Resource<CustomResourceDefinition> definition(Kind kind) {
    return definitionNamed(kind.plural() + "." + kind.group());
  }

  private static Resource<CustomResourceDefinition> definitionNamed(String name) {
    return WORLD.admin().apiextensions().v1().customResourceDefinitions().withName(name);
  }

  private static int count(Kind kind, String namespace) {
    try {
      return WORLD
          .admin()
          .genericKubernetesResources(kind.apiVersion(), kind.kind())
          .inNamespace(namespace)
          .list()
          .getItems()
          .size();
    } catch (KubernetesClientException notServedYet) {
      return -1;
    }
  }

  /** As KServe's controller made it for an older variant autoscaler. */
  private static void removeVariant(String namespace) {
    String uid = WORLD.service(namespace, "many").get().getMetadata().getUid();
    WORLD.apply(
        namespace,
        """
        apiVersion: llmd.ai/v1alpha1
        kind: VariantAutoscaling
        metadata:
          name: many-kserve-va
          labels: {app.kubernetes.io/part-of: llminferenceservice}
          ownerReferences:
          - {apiVersion: serving.kserve.io/v1alpha2, kind: LLMInferenceService, name: many, uid: %s, controller: true}
        """
            .formatted(uid));
    Await.until("no variant", PATIENCE, () -> count(Kind.VARIANT_AUTOSCALING, namespace) == 0);
  }

  private static void noteRoles(String namespace) {
    for (Role role : WORLD.admin().rbac().roles().inNamespace(namespace).list().getItems()) {
      HANDED_ON.addAll(Right.of(JSON.valueToTree(role)));
    }
  }

  /** The first time is an event, the second one is counted on it. */
  private static void mendTwice(String namespace) {
    var deployment =
        WORLD.admin().apps().deployments().inNamespace(namespace).withName("whole-kserve");
    for (int i = 0; i < 2; i++) {
      deployment.scale(7);
      Await.until("mended", PATIENCE, () -> deployment.get().getSpec().getReplicas() == 1);
    }
    Await.until("counted", PATIENCE, () -> hasAsked("patch", "events"));
  }

  /** Somebody changes each child of a kind, and the operator changes it back. */
  private static void change(Kind kind, String namespace) {
    var all = WORLD.admin().genericKubernetesResources(kind.apiVersion(), kind.kind());
    var children =
        (kind.isNamespaced() ? all.inNamespace(namespace) : all)
            .withLabel(Labels.PART_OF, Labels.PART_OF_VALUE);
    for (GenericKubernetesResource child : children.list().getItems()) {
      var one = WORLD.child(kind, namespace, child.getMetadata().getName());
      String mark = mark(child);
      if (mark.isEmpty()) {
        continue; // another controller made it, with the labels of one of ours
      }
      one.patch(
          PatchContext.of(PatchType.JSON_MERGE),
          "{\"metadata\": {\"annotations\": {\"%s\": \"other\"}}}".formatted(Takeover.APPLIED));
      Await.until(
          child.getMetadata().getName() + " is changed back",
          PATIENCE,
          () -> mark.equals(mark(one.get())));
    }
  }

  /** No service owns a copy, so it follows its source and nothing else. */
  private static void changeBundle(String namespace) {
    WORLD.apply(CONFIGURATION.replace("a certificate", "another certificate"));
    Await.until(
        "the copy follows",
        PATIENCE,
        () ->
            WORLD.admin().configMaps().inNamespace(namespace).list().getItems().stream()
                .anyMatch(copy -> copy.getData().containsValue("another certificate")));
  }

  private static String mark(GenericKubernetesResource object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(Takeover.APPLIED, "");
  }

  /** A finalizer goes by the version of its object: who is late reads it first. */
  private static boolean isReadAgainAfterAConflict(String namespace) {
    String name = "late-" + System.nanoTime();
    WORLD.apply(
        namespace,
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceServiceConfig
        metadata: {name: %s, finalizers: [llmisvc.io/held]}
        spec: {}
        """
            .formatted(name));
    var config =
        WORLD
            .admin()
            .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
            .inNamespace(namespace)
            .withName(name);
    Await.until("kept", PATIENCE, () -> config.get().getMetadata().getFinalizers().size() == 2);
    config.delete();
    for (int i = 0; i < 20; i++) {
      config.patch(
          PatchContext.of(PatchType.JSON_MERGE),
          "{\"metadata\": {\"labels\": {\"edit\": \"%d\"}}}".formatted(i));
    }
    return hasAsked("get", "llminferenceserviceconfigs");
  }

  private static void stop(String namespace, String service, String value) {
    WORLD
        .service(namespace, service)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\": {\"annotations\": {\"serving.kserve.io/stop\": \"%s\"}}}"
                .formatted(value));
  }

  private static boolean hasRenewedItsLease() {
    return hasAsked("update", "leases") || hasAsked("patch", "leases");
  }

  private static boolean hasAsked(String verb, String resource) {
    return AuditTrail.requests().stream()
        .anyMatch(it -> it.verb().equals(verb) && it.resource().equals(resource));
  }

  private static Set<Right> rights() {
    return RBAC.stream().flatMap(file -> Right.in(file).stream()).collect(Collectors.toSet());
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void coverEverythingThatIsAskedFor() {
    // Given
    Set<Right> rights = rights();
    // When
    List<Request> refused =
        AuditTrail.requests().stream()
            .filter(request -> !request.resource().startsWith("selfsubject"))
            .filter(request -> rights.stream().noneMatch(right -> right.allows(request)))
            .toList();
    // Then
    assertThat(refused).isEmpty();
  }

  @Test
  void areAllUsed() {
    // Given
    Set<Request> requests = AuditTrail.requests();
    // When
    Set<Right> unused =
        rights().stream()
            .filter(right -> requests.stream().noneMatch(right::allows))
            .filter(right -> HANDED_ON.stream().noneMatch(right::covers))
            .filter(right -> !right.equals(OF_ADMISSION) && !right.equals(OF_BINDING))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    // Then
    assertThat(unused).isEmpty();
  }
}
