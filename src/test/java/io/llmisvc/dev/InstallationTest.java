package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The manifests as they are, on an API server. */
@WithControlPlane
class InstallationTest {
  private static final Path KUBERNETES = Path.of("kubernetes/base");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Set<Kind> READ_ONLY =
      EnumSet.of(
          Kind.POD,
          Kind.NAMESPACE,
          Kind.GATEWAY_CLASS,
          Kind.REFERENCE_GRANT,
          Kind.LOCAL_MODEL_CACHE,
          Kind.LOCAL_MODEL_NAMESPACE_CACHE);

  private static KubernetesClient operator;

  @BeforeAll
  static void install(ControlPlane controlPlane) throws IOException {
    for (Path file : listed()) {
      if (file.startsWith(KUBERNETES.resolve("crds"))) {
        Crds.install(controlPlane.admin(), file);
      } else {
        AppliedManifests.apply(controlPlane.admin(), file);
      }
    }
    operator =
        new KubernetesClientBuilder()
            .withConfig(controlPlane.configFor("kserve", "llmisvc-controller-manager"))
            .build();
  }

  @AfterAll
  static void close() {
    operator.close();
  }

  @Test
  void listsEveryManifest() throws IOException {
    // When
    List<Path> listed = listed();
    // Then
    try (Stream<Path> all = Files.walk(KUBERNETES)) {
      assertThat(listed)
          .containsExactlyInAnyOrderElementsOf(
              all.filter(Files::isRegularFile)
                  .filter(file -> !file.endsWith("kustomization.yaml"))
                  .toList());
    }
  }

  @Test
  void shipsTheConfigurationThatHoldsWithoutAny(KubernetesClient admin) {
    // Given
    Map<String, String> shipped =
        admin
            .configMaps()
            .inNamespace("kserve")
            .withName(Settings.OPERATOR_CONFIG_MAP)
            .get()
            .getData();
    // When
    SettingsResult parsed = OperatorConfig.parse(OperatorEnvironment.defaults(), shipped);
    // Then
    assertThat(parsed)
        .usingRecursiveComparison()
        .ignoringFields("settings.credentials.s3")
        .isEqualTo(OperatorConfig.parse(OperatorEnvironment.defaults(), Map.of()));
  }

  /** The namespace asks for it, and the API server holds every pod in it to that. */
  @Test
  void runsTheOperatorUnderTheRestrictedStandard(KubernetesClient admin) {
    // Given
    Pod pod = podOfTheOperator();
    Pod privileged =
        new PodBuilder(pod)
            .editSpec()
            .editFirstContainer()
            .editSecurityContext()
            .withAllowPrivilegeEscalation(true)
            .endSecurityContext()
            .endContainer()
            .endSpec()
            .build();
    // When // Then
    assertThatNoException().isThrownBy(() -> admin.resource(pod).dryRun(true).create());
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> admin.resource(privileged).dryRun(true).create())
        .withMessageContaining("violates PodSecurity \"restricted");
  }

  private static Pod podOfTheOperator() {
    PodTemplateSpec template =
        Serialization.unmarshal(
                AppliedManifests.read(KUBERNETES.resolve("operator.yaml")).get(0).toString(),
                Deployment.class)
            .getSpec()
            .getTemplate();
    return new PodBuilder()
        .withMetadata(template.getMetadata())
        .editMetadata()
        .withName("operator")
        .withNamespace("kserve")
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  @Test
  void letsTheOperatorFollowAndWriteEveryKind() {
    for (Kind kind : Kind.values()) {
      List<String> verbs = new ArrayList<>(List.of("list", "watch"));
      if (!READ_ONLY.contains(kind) && kind != Kind.VARIANT_AUTOSCALING) {
        verbs.addAll(List.of("create", "patch"));
      }
      if (!READ_ONLY.contains(kind) && kind != Kind.CONFIG_MAP) {
        verbs.add("delete");
      }
      verbs.forEach(verb -> assertThat(may(verb, kind)).as("%s %s", verb, kind).isTrue());
    }
  }

  @Test
  void letsTheOperatorFollowTheDefinitionsOfOptionalAndOwnKindsOnly() {
    for (Kind kind : Kind.values()) {
      boolean expected = kind.isDefined();
      assertThat(mayWatchDefinition(kind.plural() + "." + kind.group()))
          .as("definition of %s", kind)
          .isEqualTo(expected);
    }
    assertThat(mayWatchDefinition("llminferenceservices.serving.kserve.io")).isTrue();
    assertThat(mayWatchDefinition("")).isFalse();
  }

  @Test
  void letsTheOperatorSayHowItsOwnKindsAre() {
    for (String plural : List.of("llminferenceservices", "llminferenceserviceconfigs")) {
      var own = new ResourceAttributesBuilder().withGroup("serving.kserve.io").withResource(plural);
      assertThat(may(own.withVerb("patch").build())).as("patch %s", plural).isTrue();
      assertThat(may(own.withVerb("update").withSubresource("status").build())).isTrue();
      assertThat(may(own.withVerb("delete").withSubresource("").build())).isFalse();
    }
  }

  @Test
  void letsTheOperatorRecordAndCountEvents() {
    var events = new ResourceAttributesBuilder().withResource("events");
    assertThat(may(events.withVerb("create").build())).isTrue();
    assertThat(may(events.withVerb("patch").build())).isTrue();
  }

  @Test
  void givesTheOperatorNoMoreThanItUses() {
    assertThat(may("create", Kind.POD)).isFalse();
    assertThat(may("delete", Kind.CONFIG_MAP)).isFalse();
    assertThat(may("update", Kind.DEPLOYMENT)).isFalse();
    assertThat(may("escalate", Kind.ROLE)).isFalse();
    assertThat(may("bind", Kind.ROLE)).isFalse();
    assertThat(may("impersonate", Kind.SERVICE_ACCOUNT)).isFalse();
  }

  /** Elsewhere it has but what it hands on to pickers. */
  @Test
  void letsTheOperatorTakeItsOwnLeaseOnly() {
    var leases =
        new ResourceAttributesBuilder().withGroup("coordination.k8s.io").withResource("leases");
    var own =
        leases.withNamespace("kserve").withName("llminferenceservice-kserve-controller-manager");
    assertThat(may(own.withVerb("update").build())).isTrue();
    var other = leases.withNamespace("kube-system").withName("kube-scheduler");
    for (String verb : List.of("list", "watch", "patch", "delete", "deletecollection")) {
      assertThat(may(other.withVerb(verb).build())).as(verb).isFalse();
    }
  }

  @Test
  void letsTheOperatorBindNothingButTheRoleOfPickers() {
    var roles =
        new ResourceAttributesBuilder()
            .withGroup("rbac.authorization.k8s.io")
            .withResource("clusterroles")
            .withVerb("bind");
    assertThat(may(roles.withName("system:auth-delegator").build())).isTrue();
    assertThat(may(roles.withName("cluster-admin").build())).isFalse();
    var reviews = new ResourceAttributesBuilder().withVerb("create");
    assertThat(may(reviews.withGroup("authentication.k8s.io").withResource("tokenreviews").build()))
        .isFalse();
  }

  @Test
  void letsTheOperatorHandOnWhatItsPodsNeed(TestNamespace namespace) throws IOException {
    // Given
    Map<JsonNode, GenericKubernetesResource> grants = new HashMap<>();
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      for (Path file : files.filter(InstallationTest::isGrant).toList()) {
        AppliedManifests.read(file)
            .forEach(
                tree ->
                    grants.put(
                        tree.has("rules") ? tree.path("rules") : tree.path("roleRef"),
                        operator
                            .getKubernetesSerialization()
                            .convertValue(tree, GenericKubernetesResource.class)));
      }
    }
    assertThat(grants).hasSizeGreaterThanOrEqualTo(3);
    for (GenericKubernetesResource grant : grants.values()) {
      if (grant.getKind().equals("Role")) {
        grant.getMetadata().setNamespace(namespace.name());
      }
      grant.getMetadata().setOwnerReferences(List.of());
      // When // Then
      assertThatNoException().isThrownBy(() -> operator.resource(grant).dryRun(true).create());
    }
  }

  /** A controller of Kubernetes adds these roles to view and edit; here they are bound directly. */
  @Test
  void letsViewersSeeAndEditorsWriteTheServicesOfTheirNamespace(
      ControlPlane controlPlane, TestNamespace namespace) {
    // Given
    bind(controlPlane.admin(), namespace, "viewer", "llmisvc-view");
    bind(controlPlane.admin(), namespace, "editor", "llmisvc-edit");
    try (KubernetesClient viewer = as(controlPlane, "viewer");
        KubernetesClient editor = as(controlPlane, "editor")) {
      LLMInferenceService service = service("of-editor");
      // When
      LLMInferenceService made = editor.resource(service).inNamespace(namespace.name()).create();
      // Then
      assertThat(services(viewer, namespace.name()).list().getItems()).isNotEmpty();
      assertForbidden(() -> services(viewer, "default").list());
      assertForbidden(() -> viewer.resource(service("x")).inNamespace(namespace.name()).create());
      assertForbidden(() -> editor.resource(service("x")).inNamespace("default").create());
      assertForbidden(() -> editor.resource(made).patchStatus());
      assertForbidden(() -> editor.secrets().inNamespace(namespace.name()).list());
      editor.resource(made).delete();
    }
  }

  @Test
  void addsTheRolesOfPeopleToThoseThatTheyHave() {
    assertThat(labelOf("llmisvc-view")).isEqualTo("rbac.authorization.k8s.io/aggregate-to-view");
    assertThat(labelOf("llmisvc-edit")).isEqualTo("rbac.authorization.k8s.io/aggregate-to-edit");
  }

  private static String labelOf(String role) {
    return AppliedManifests.read(KUBERNETES.resolve("rbac.yaml")).stream()
        .filter(object -> object.at("/metadata/name").asText().equals(role))
        .map(object -> object.at("/metadata/labels").fieldNames().next())
        .collect(Collectors.joining());
  }

  private static void bind(
      KubernetesClient admin, TestNamespace namespace, String user, String role) {
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(user)
                .withNamespace(namespace.name())
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .create();
  }

  private static KubernetesClient as(ControlPlane controlPlane, String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(controlPlane.config())
                .withImpersonateUsername(user)
                .withImpersonateGroups("system:authenticated")
                .build())
        .build();
  }

  private static NonNamespaceOperation<
          LLMInferenceService,
          KubernetesResourceList<LLMInferenceService>,
          Resource<LLMInferenceService>>
      services(KubernetesClient client, String namespace) {
    return client.resources(LLMInferenceService.class).inNamespace(namespace);
  }

  private static LLMInferenceService service(String name) {
    return Serialization.unmarshal(
        """
        apiVersion: serving.kserve.io/v1alpha2
        kind: LLMInferenceService
        metadata: {name: %s}
        spec: {model: {uri: "hf://a/b"}}
        """
            .formatted(name),
        LLMInferenceService.class);
  }

  private static void assertForbidden(ThrowableAssert.ThrowingCallable request) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(request)
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(403));
  }

  private static boolean isGrant(Path file) {
    return file.getFileName().toString().matches("out-(Role|ClusterRoleBinding)-.*\\.yaml");
  }

  private static List<Path> listed() throws IOException {
    JsonNode kustomization =
        new YAMLMapper().readTree(KUBERNETES.resolve("kustomization.yaml").toFile());
    List<Path> files = new ArrayList<>();
    kustomization.path("resources").forEach(file -> files.add(KUBERNETES.resolve(file.asText())));
    return files;
  }

  private static boolean may(String verb, Kind kind) {
    return may(
        new ResourceAttributesBuilder()
            .withVerb(verb)
            .withGroup(kind.group())
            .withResource(kind.plural())
            .build());
  }

  private static boolean mayWatchDefinition(String name) {
    return may(
        new ResourceAttributesBuilder()
            .withVerb("watch")
            .withGroup("apiextensions.k8s.io")
            .withResource("customresourcedefinitions")
            .withName(name)
            .build());
  }

  private static boolean may(ResourceAttributes attributes) {
    var review =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withResourceAttributes(attributes)
            .endSpec()
            .build();
    return operator.resource(review).create().getStatus().getAllowed();
  }
}
