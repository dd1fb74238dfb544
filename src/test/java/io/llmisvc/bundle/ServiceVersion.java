package io.llmisvc.bundle;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.ClusterServiceVersion;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.ClusterServiceVersionBuilder;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.Icon;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.NamedInstallStrategy;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.NamedInstallStrategyBuilder;
import io.fabric8.openshift.api.model.operatorhub.v1alpha1.StrategyDeploymentPermissions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The ClusterServiceVersion: what the bundle says by itself, and what comes from the sources. */
final class ServiceVersion {
  private ServiceVersion() {}

  static ClusterServiceVersion of(Release release) {
    ClusterServiceVersion base =
        SourceManifests.typed(SourceManifests.csv(release.source()), ClusterServiceVersion.class);
    return new ClusterServiceVersionBuilder(base)
        .editMetadata()
        .withName(release.name())
        .addToAnnotations("alm-examples", Examples.text())
        .addToAnnotations("containerImage", release.image())
        .addToAnnotations("createdAt", release.createdAt())
        .addToAnnotations("olm.skipRange", release.skipRange())
        .endMetadata()
        .editSpec()
        .withVersion(release.version())
        .withReplaces(release.replaces().orElse(null))
        .withDescription(SourceManifests.description())
        .withIcon(icon())
        .editCustomresourcedefinitions()
        .withOwned(OwnedDefinitions.of(base.getSpec().getCustomresourcedefinitions().getOwned()))
        .endCustomresourcedefinitions()
        .withInstall(install(OperatorDeployment.of(release)))
        .withRelatedImages(Images.of(release))
        .withWebhookdefinitions(WebhookDefinitions.of(OperatorDeployment.NAME))
        .endSpec()
        .build();
  }

  static Icon icon() {
    byte[] image = SourceManifests.icon().getBytes(StandardCharsets.UTF_8);
    return new Icon(Base64.getEncoder().encodeToString(image), "image/svg+xml");
  }

  private static NamedInstallStrategy install(Deployment deployment) {
    return new NamedInstallStrategyBuilder()
        .withStrategy("deployment")
        .withNewSpec()
        .addNewDeployment()
        .withName(deployment.getMetadata().getName())
        .withLabel(deployment.getMetadata().getLabels())
        .withSpec(deployment.getSpec())
        .endDeployment()
        .withPermissions(forTheOperator(deployment, Permissions.inNamespaces()))
        .withClusterPermissions(forTheOperator(deployment, Permissions.inTheCluster()))
        .endSpec()
        .build();
  }

  private static StrategyDeploymentPermissions forTheOperator(
      Deployment deployment, List<PolicyRule> rules) {
    String account = deployment.getSpec().getTemplate().getSpec().getServiceAccountName();
    return new StrategyDeploymentPermissions(rules, account);
  }
}
