package io.llmisvc.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;

/** The Deployment of the manifests as OLM runs it, and the Service that leads to its metrics. */
final class OperatorDeployment {
  static final String NAME = "llmisvc-controller-manager";
  private static final String PREFIX = "LLM_INFERENCE_SERVICE_CONFIG_PREFIX";

  private OperatorDeployment() {}

  static Deployment of(Release release) {
    Deployment deployment = read();
    // each namespace of OpenShift has a range of users, and refuses pods that ask for others
    PodSecurityContext user = deployment.getSpec().getTemplate().getSpec().getSecurityContext();
    user.setRunAsUser(null);
    user.setRunAsGroup(null);
    Container container = container(deployment);
    container.setImage(release.image());
    List<ContainerPort> ports = new ArrayList<>(container.getPorts());
    ports.add(
        new ContainerPortBuilder()
            .withName("webhook-server")
            .withContainerPort(WebhookDefinitions.PORT)
            .build());
    container.setPorts(ports);
    List<EnvVar> env = new ArrayList<>(container.getEnv());
    env.removeIf(variable -> variable.getName().equals(PREFIX));
    env.add(new EnvVar(PREFIX, release.configPrefix(), null));
    // OLM writes the namespaces of the install mode there: none for all
    env.add(
        new EnvVarBuilder()
            .withName("WATCH_NAMESPACES")
            .withNewValueFrom()
            .withNewFieldRef(null, "metadata.annotations['olm.targetNamespaces']")
            .endValueFrom()
            .build());
    env.add(new EnvVar("LLMISVC_INSTALL_PRESETS", "true", null));
    // OLM mounts the certificates that it makes where they are looked for
    env.add(new EnvVar("LLMISVC_WEBHOOKS", "files", null));
    container.setEnv(env);
    return deployment;
  }

  static Service metrics() {
    Deployment deployment = read();
    ContainerPort port = container(deployment).getPorts().getFirst();
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(NAME + "-metrics")
        .withLabels(deployment.getMetadata().getLabels())
        .endMetadata()
        .withNewSpec()
        .withSelector(deployment.getSpec().getSelector().getMatchLabels())
        .addNewPort()
        .withName("metrics")
        .withPort(port.getContainerPort())
        .withTargetPort(new IntOrString(port.getName()))
        .endPort()
        .endSpec()
        .build();
  }

  static Container container(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static Deployment read() {
    ObjectNode manifest = SourceManifests.base("Deployment", NAME);
    return SourceManifests.typed(manifest, Deployment.class);
  }
}
