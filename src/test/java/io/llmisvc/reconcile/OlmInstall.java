package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.ClusterServiceVersion;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.StrategyDeploymentPermissions;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.StrategyDeploymentSpec;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.StrategyDetailsDeployment;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.Subscription;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.ServerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What OLM makes of a bundle, for an OperatorGroup in the operator's namespace. */
final class OlmInstall {
  /** Where OLM mounts the certificate of webhooks. */
  static final Path CERTIFICATES = Path.of("/tmp/k8s-webhook-server/serving-certs");

  static final Path MANIFESTS = Path.of("bundle/manifests");
  private static final String NAMESPACE = "kserve";
  private static final String OWNER = "olm.owner";
  private static final String GROUP_MEMBER = "olm.operatorgroup.uid/1";
  private static final String CERTIFICATE = "llmisvc-controller-manager-service-cert";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final KubernetesClient admin;
  private final Path manifests;
  private final ClusterServiceVersion csv;
  private boolean isInstalled;
  private String caBundle = "";

  /** Of the bundle that is checked in. */
  OlmInstall(KubernetesClient admin) {
    this(admin, MANIFESTS);
  }

  /**
   * @param manifests the directory of that name of a bundle
   */
  OlmInstall(KubernetesClient admin, Path manifests) {
    this.admin = admin;
    this.manifests = manifests;
    csv = Serialization.jsonMapper().convertValue(csvTree(manifests), ClusterServiceVersion.class);
  }

  /** The ClusterServiceVersion as it is checked in. */
  static ObjectNode csvTree() {
    return csvTree(MANIFESTS);
  }

  private static ObjectNode csvTree(Path manifests) {
    return AppliedManifests.read(manifests.resolve("llmisvc.clusterserviceversion.yaml"))
        .getFirst();
  }

  /** The objects beside the ClusterServiceVersion. */
  void applyManifests() {
    for (Path file : manifests()) {
      ObjectNode object = object(file);
      switch (object.path("kind").asText()) {
        case "CustomResourceDefinition" -> Crds.install(admin, file);
        case "ClusterServiceVersion" -> {}
        default -> AppliedManifests.apply(admin, object);
      }
    }
  }

  /**
   * Once somebody subscribes, the bundle is installed, and its webhooks when the operator had time
   * to start; it goes with its ClusterServiceVersion.
   *
   * @param port where webhooks will be served
   */
  void followSubscriptions(int port) {
    boolean isWanted = !subscriptions().isEmpty();
    if (isWanted && !isInstalled) {
      begin();
      isInstalled = true;
    } else if (isWanted && !caBundle.isEmpty()) {
      guard(port);
    } else if (isInstalled && versions().isEmpty()) {
      uninstall();
      isInstalled = false;
    }
  }

  /** All but the webhooks, for all namespaces. */
  void begin() {
    ServerIdentity identity = ServerIdentity.ofLoopback();
    admin.resource(secret(identity)).forceConflicts().serverSideApply();
    caBundle = identity.caBundle();
    applyManifests();
    AppliedManifests.apply(admin, installedVersion());
    install(List.of());
  }

  /** The webhooks, once what serves them had time to start. */
  void guard(int port) {
    installWebhooks(List.of(), port, caBundle);
    caBundle = "";
  }

  /** What OLM does last when another version has taken the place of this one. */
  void retire() {
    removeWebhooks();
    admin.resources(ClusterServiceVersion.class).inNamespace(NAMESPACE).withName(name()).delete();
  }

  /** Of the ClusterServiceVersion. */
  String name() {
    return csv.getMetadata().getName();
  }

  private List<Subscription> subscriptions() {
    return admin.resources(Subscription.class).inNamespace(NAMESPACE).list().getItems();
  }

  private List<ClusterServiceVersion> versions() {
    return admin.resources(ClusterServiceVersion.class).inNamespace(NAMESPACE).list().getItems();
  }

  private ObjectNode installedVersion() {
    ObjectNode version = csvTree(manifests);
    version
        .withObjectProperty("metadata")
        .put("namespace", NAMESPACE)
        .withObjectProperty("labels")
        .put("operators.coreos.com/llmisvc." + NAMESPACE, "");
    return version;
  }

  private Secret secret(ServerIdentity identity) {
    return new SecretBuilder()
        .withMetadata(meta(NAMESPACE, CERTIFICATE))
        .addToStringData("tls.crt", identity.certificatePem())
        .addToStringData("tls.key", identity.keyPem())
        .build();
  }

  /** Definitions stay. */
  private void uninstall() {
    removeWebhooks();
    removeRights();
    admin.apps().deployments().inNamespace(NAMESPACE).withLabel(OWNER).delete();
    admin.serviceAccounts().inNamespace(NAMESPACE).withLabel(OWNER).delete();
    admin.secrets().inNamespace(NAMESPACE).withLabel(OWNER).delete();
    for (Path file : manifests()) {
      ObjectNode object = object(file);
      if (!object.path("kind").asText().matches("CustomResourceDefinition|ClusterServiceVersion")) {
        admin
            .resource(
                admin
                    .getKubernetesSerialization()
                    .convertValue(object, GenericKubernetesResource.class))
            .delete();
      }
    }
  }

  private List<Path> manifests() {
    try (Stream<Path> files = Files.list(manifests)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object(Path manifest) {
    ObjectNode object = AppliedManifests.read(manifest).getFirst();
    if (object.path("kind").asText().equals("Service")) {
      object.withObjectProperty("metadata").put("namespace", NAMESPACE);
    }
    return object;
  }

  /**
   * Rights and Deployment for an install mode.
   *
   * @param targets the namespaces of the OperatorGroup, empty for all
   * @return the environment of the operator's container
   */
  Map<String, String> install(List<String> targets) {
    StrategyDetailsDeployment strategy = csv.getSpec().getInstall().getSpec();
    removeRights();
    for (StrategyDeploymentPermissions permission : strategy.getPermissions()) {
      account(permission);
      if (targets.isEmpty()) {
        everywhere("namespaced", permission);
      } else {
        Set<String> namespaces = new LinkedHashSet<>(List.of(NAMESPACE));
        namespaces.addAll(targets);
        namespaces.forEach(namespace -> in(namespace, permission));
      }
    }
    strategy.getClusterPermissions().forEach(permission -> everywhere("cluster", permission));
    Deployment deployment = deployment(strategy.getDeployments().getFirst(), targets);
    admin.resource(deployment).forceConflicts().serverSideApply();
    return DeployedOperator.environment(deployment.getSpec().getTemplate());
  }

  /**
   * The webhook configurations for an install mode, one for each definition. OLM has the API server
   * call a Service; this one, outside of the cluster, calls a port of the loopback.
   */
  void installWebhooks(List<String> targets, int port, String caBundle) {
    for (String namespace : targets) {
      admin
          .namespaces()
          .withName(namespace)
          .edit(
              it ->
                  new NamespaceBuilder(it)
                      .editMetadata()
                      .addToLabels(GROUP_MEMBER, "")
                      .endMetadata()
                      .build());
    }
    for (JsonNode definition : csvTree(manifests).at("/spec/webhookdefinitions")) {
      ObjectNode webhook =
          ((ObjectNode) definition.deepCopy())
              .retain(
                  "admissionReviewVersions",
                  "failurePolicy",
                  "matchPolicy",
                  "objectSelector",
                  "rules",
                  "sideEffects",
                  "timeoutSeconds");
      webhook.set("name", definition.path("generateName"));
      webhook
          .putObject("clientConfig")
          .put("url", "https://127.0.0.1:" + port + definition.path("webhookPath").asText())
          .put("caBundle", caBundle);
      if (!targets.isEmpty()) {
        webhook.withObject("/namespaceSelector/matchLabels").put(GROUP_MEMBER, "");
      }
      ObjectNode configuration = webhook.objectNode();
      configuration
          .put("apiVersion", "admissionregistration.k8s.io/v1")
          .put(
              "kind",
              definition.path("type").asText().replace("AdmissionWebhook", "WebhookConfiguration"))
          .putObject("metadata")
          .put("generateName", definition.path("generateName").asText() + "-")
          .putObject("labels")
          .put(OWNER, csv.getMetadata().getName())
          .put("olm.webhook-description-generate-name", definition.path("generateName").asText());
      configuration.putArray("webhooks").add(webhook);
      admin
          .resource(
              admin
                  .getKubernetesSerialization()
                  .convertValue(configuration, GenericKubernetesResource.class))
          .create();
    }
  }

  void removeWebhooks() {
    var configurations = admin.admissionRegistration().v1();
    configurations.validatingWebhookConfigurations().withLabel(OWNER).delete();
    configurations.mutatingWebhookConfigurations().withLabel(OWNER).delete();
  }

  private void removeRights() {
    admin.rbac().roleBindings().inAnyNamespace().withLabel(OWNER).delete();
    admin.rbac().roles().inAnyNamespace().withLabel(OWNER).delete();
    admin.rbac().clusterRoleBindings().withLabel(OWNER).delete();
    admin.rbac().clusterRoles().withLabel(OWNER).delete();
  }

  private void account(StrategyDeploymentPermissions permission) {
    admin
        .resource(
            new ServiceAccountBuilder()
                .withMetadata(meta(NAMESPACE, permission.getServiceAccountName()))
                .build())
        .serverSideApply();
  }

  private void in(String namespace, StrategyDeploymentPermissions permission) {
    ObjectMeta meta = meta(namespace, csv.getMetadata().getName() + "-namespaced");
    List<PolicyRule> rules = permission.getRules();
    admin.resource(new RoleBuilder().withMetadata(meta).withRules(rules).build()).create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withMetadata(meta)
                .withNewRoleRef(RBAC, "Role", meta.getName())
                .addNewSubject(
                    null, "ServiceAccount", permission.getServiceAccountName(), NAMESPACE)
                .build())
        .create();
  }

  private void everywhere(String suffix, StrategyDeploymentPermissions permission) {
    ObjectMeta meta = meta(null, csv.getMetadata().getName() + "-" + suffix);
    List<PolicyRule> rules = permission.getRules();
    admin.resource(new ClusterRoleBuilder().withMetadata(meta).withRules(rules).build()).create();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withMetadata(meta)
                .withNewRoleRef(RBAC, "ClusterRole", meta.getName())
                .addNewSubject(
                    null, "ServiceAccount", permission.getServiceAccountName(), NAMESPACE)
                .build())
        .create();
  }

  private Deployment deployment(StrategyDeploymentSpec wanted, List<String> targets) {
    ObjectMeta meta = meta(NAMESPACE, wanted.getName());
    meta.getLabels().putAll(wanted.getLabel());
    return new DeploymentBuilder()
        .withMetadata(meta)
        .withSpec(wanted.getSpec())
        .editSpec()
        .editTemplate()
        .editMetadata()
        .addToAnnotations("olm.targetNamespaces", String.join(",", targets))
        .endMetadata()
        .editSpec()
        .addNewVolume()
        .withName("webhook-cert")
        .withNewSecret()
        .withSecretName(CERTIFICATE)
        .endSecret()
        .endVolume()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /**
   * @param namespace null for what is in none
   */
  private ObjectMeta meta(@Nullable String namespace, String name) {
    return new ObjectMetaBuilder()
        .withNamespace(namespace)
        .withName(name)
        .addToLabels(OWNER, csv.getMetadata().getName())
        .build();
  }
}
