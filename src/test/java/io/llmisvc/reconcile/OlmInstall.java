package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Crds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What OLM makes of a bundle, for an OperatorGroup in the operator's namespace. */
final class OlmInstall {
  static final Path MANIFESTS = Path.of("bundle/manifests");
  private static final String NAMESPACE = "kserve";
  private static final String OWNER = "olm.owner";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final KubernetesClient admin;
  private final ClusterServiceVersion csv = csv();

  OlmInstall(KubernetesClient admin) {
    this.admin = admin;
  }

  /** The ClusterServiceVersion as it is checked in. */
  static ObjectNode csvTree() {
    return AppliedManifests.read(MANIFESTS.resolve("llmisvc.clusterserviceversion.yaml"))
        .getFirst();
  }

  private static ClusterServiceVersion csv() {
    return Serialization.jsonMapper().convertValue(csvTree(), ClusterServiceVersion.class);
  }

  /** The objects beside the ClusterServiceVersion. */
  void applyManifests() {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      for (Path file : files.sorted().toList()) {
        ObjectNode object = AppliedManifests.read(file).getFirst();
        switch (object.path("kind").asText()) {
          case "CustomResourceDefinition" -> Crds.install(admin, file);
          case "ClusterServiceVersion" -> {}
          case "Service" -> {
            ((ObjectNode) object.path("metadata")).put("namespace", NAMESPACE);
            AppliedManifests.apply(admin, object);
          }
          default -> AppliedManifests.apply(admin, object);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return environment(deployment);
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
        .endTemplate()
        .endSpec()
        .build();
  }

  /** As the kubelet fills it in. */
  private static Map<String, String> environment(Deployment deployment) {
    var pod = deployment.getSpec().getTemplate();
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvVar variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      environment.put(
          variable.getName(),
          variable.getValueFrom() == null
              ? variable.getValue()
              : switch (variable.getValueFrom().getFieldRef().getFieldPath()) {
                case "metadata.namespace" -> NAMESPACE;
                case "metadata.annotations['olm.targetNamespaces']" ->
                    pod.getMetadata().getAnnotations().get("olm.targetNamespaces");
                default -> throw new IllegalStateException(variable.getName());
              });
    }
    return environment;
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
