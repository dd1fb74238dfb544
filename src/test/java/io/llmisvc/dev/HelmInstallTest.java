package io.llmisvc.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Helm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart on an API server of its own, which has nothing of llmisvc yet. */
class HelmInstallTest {
  private static final String NAME = "llmisvc-controller-manager";

  @TempDir private static Path home;
  private static ControlPlane controlPlane;
  private static Helm helm;
  private static String prefix;

  @BeforeAll
  static void installOnce() {
    controlPlane = ControlPlane.start();
    helm = Helm.in(home, controlPlane);
    install("llmisvc", "kserve").orThrow();
    prefix =
        operator().getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
            .filter(it -> it.getName().equals("LLM_INFERENCE_SERVICE_CONFIG_PREFIX"))
            .map(EnvVar::getValue)
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void close() {
    controlPlane.close();
  }

  @Test
  void installsDefinitionsConfigsAndOperator() {
    assertThat(operatorIsThere()).isTrue();
    assertThat(configs()).isEqualTo(shippedConfigs());
  }

  @Test
  void saysThatTheImageMustBeSet() {
    // When
    String notes = helm.run("get", "notes", "llmisvc", "--namespace", "kserve").orThrow();
    // Then
    assertThat(notes).contains("set image.repository").contains("kubectl -n kserve rollout");
  }

  @Test
  void refusesASecondOperatorForTheSameServices() {
    // When
    Command.Result second = install("second", "elsewhere");
    // Then
    assertThat(second.status()).isNotZero();
    assertThat(second.err()).contains("ClusterRole \"" + NAME + "\"").contains("\"llmisvc\"");
  }

  @Test
  void changesWithAnUpgradeAndIsAsBeforeAfterARollback() {
    // Given
    DeploymentSpec before = operator().getSpec();
    // When
    helm.run(
            "upgrade",
            "llmisvc",
            "helm/llmisvc",
            "--namespace",
            "kserve",
            "--set",
            "replicas=2,image.tag=next,metrics.service.enabled=true,podDisruptionBudget.enabled=true")
        .orThrow();
    // Then
    assertThat(operator().getSpec().getReplicas()).isEqualTo(2);
    assertThat(operator().getSpec().getTemplate().getSpec().getContainers().get(0).getImage())
        .endsWith(":next");
    assertThat(metricsService().get()).isNotNull();
    // When
    helm.run("rollback", "llmisvc", "--namespace", "kserve").orThrow();
    // Then
    assertThat(operator().getSpec()).isEqualTo(before);
    assertThat(metricsService().get()).isNull();
    assertThat(configs()).isEqualTo(shippedConfigs());
  }

  @Test
  void keepsConfigsOverAnUninstallForTheNextInstall() {
    // When
    helm.run("uninstall", "llmisvc", "--namespace", "kserve").orThrow();
    // Then
    assertThat(operatorIsThere()).isFalse();
    assertThat(admin().rbac().clusterRoles().withName(NAME).get()).isNull();
    assertThat(configs()).isEqualTo(shippedConfigs());
    install("llmisvc", "kserve").orThrow();
    assertThat(operatorIsThere()).isTrue();
  }

  private static Command.Result install(String release, String namespace) {
    return helm.run(
        "install", release, "helm/llmisvc", "--namespace", namespace, "--create-namespace");
  }

  private static KubernetesClient admin() {
    return controlPlane.admin();
  }

  private static boolean operatorIsThere() {
    return operator() != null;
  }

  private static Deployment operator() {
    return admin().apps().deployments().inNamespace("kserve").withName(NAME).get();
  }

  private static Resource<Service> metricsService() {
    return admin().services().inNamespace("kserve").withName(NAME + "-metrics");
  }

  private static List<String> configs() {
    return admin()
        .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
        .inNamespace("kserve")
        .list()
        .getItems()
        .stream()
        .filter(config -> !config.isMarkedForDeletion())
        .map(GenericKubernetesResource::getMetadata)
        .map(metadata -> metadata.getName())
        .sorted()
        .toList();
  }

  private static List<String> shippedConfigs() {
    return AppliedManifests.read(Path.of("kubernetes", "base", "presets.yaml")).stream()
        .map(config -> config.path("metadata").path("name").asText())
        .map(name -> name.replaceFirst(Presets.DEFAULT_PREFIX, prefix))
        .sorted()
        .toList();
  }
}
