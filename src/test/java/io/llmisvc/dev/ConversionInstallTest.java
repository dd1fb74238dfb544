package io.llmisvc.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceConversion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Guide;
import io.llmisvc.testing.ServerIdentity;
import io.llmisvc.testing.Shell;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands of docs/conversion.md, by a real kubectl, while no operator answers. */
class ConversionInstallTest {
  private static final Path DOCUMENTATION = Path.of("docs/conversion.md");
  private static final Guide GUIDE = Guide.of(DOCUMENTATION);
  private static final String REFUSED =
      "spec.conversion.webhookClientConfig: Forbidden: should not be set when strategy is not set to"
          + " Webhook";
  private static final List<String> DEFINITIONS =
      List.of(
          "llminferenceservices.serving.kserve.io", "llminferenceserviceconfigs.serving.kserve.io");

  private static ControlPlane controlPlane;
  private static Shell shell;

  @BeforeAll
  static void start() {
    controlPlane = ControlPlane.start();
    shell = Shell.of(controlPlane);
  }

  @AfterAll
  static void stop() {
    controlPlane.close();
  }

  @Test
  void comesAndGoesByTheCommandsOfItsDocumentation() {
    // When
    List<String> install = GUIDE.steps("Install");
    install.forEach(command -> shell.run(command).orThrow());
    String upgrade = install.getLast();
    shell.run(upgrade).orThrow();
    // Then
    assertThat(admin().configMaps().inNamespace("kserve").list().getItems()).isNotEmpty();
    assertThat(presets()).hasSize(14);
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getStrategy().equals("Webhook"));
    // Given
    DEFINITIONS.forEach(ConversionInstallTest::trust);
    shell.run(upgrade).orThrow();
    assertThat(DEFINITIONS).allMatch(ConversionInstallTest::isTrusting);
    // When
    Command.Result refused = shell.run(install.getFirst());
    // Then
    assertThat(refused.status()).isNotZero();
    assertThat(refused.err()).contains(REFUSED);
    assertThat(DOCUMENTATION).content().contains(REFUSED);
    // When
    GUIDE.steps("Take it out again").forEach(command -> shell.run(command).orThrow());
    // Then
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getStrategy().equals("None"));
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getWebhook() == null);
    assertThat(admin().services().inNamespace("kserve").list().getItems())
        .extracting(service -> service.getMetadata().getName())
        .containsExactly("llmisvc-webhook-server-service");
    shell.run(install.getFirst()).orThrow();
    shell.run(upgrade.strip() + " --force-conflicts").orThrow();
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getStrategy().equals("Webhook"));
    assertThat(shell.run(GUIDE.steps("Storage version").getFirst()).orThrow())
        .isEqualTo("[\"v1alpha2\"]");
  }

  private static List<?> presets() {
    return admin()
        .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
        .inNamespace("kserve")
        .list()
        .getItems();
  }

  /** As an operator does that makes its own certificates. */
  private static void trust(String definition) {
    admin()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(definition)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("llmisvc-webhooks")
                .build(),
            "{\"spec\": {\"conversion\": {\"webhook\": {\"clientConfig\": {\"caBundle\": \"%s\"}}}}}"
                .formatted(
                    Base64.getEncoder()
                        .encodeToString(
                            ServerIdentity.ofLoopback().certificatePem().getBytes(UTF_8))));
  }

  private static boolean isTrusting(String definition) {
    return !conversion(definition).getWebhook().getClientConfig().getCaBundle().isEmpty();
  }

  private static CustomResourceConversion conversion(String definition) {
    return admin()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName(definition)
        .get()
        .getSpec()
        .getConversion();
  }

  private static KubernetesClient admin() {
    return controlPlane.admin();
  }
}
