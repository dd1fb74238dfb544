package io.llmisvc.dev;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceConversion;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.Command;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Kubectl;
import io.llmisvc.testing.ServerIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands of docs/conversion.md, by a real kubectl, while no operator answers. */
class ConversionInstallTest {
  private static final Path DOCUMENTATION = Path.of("docs/conversion.md");
  private static final List<String> DEFINITIONS =
      List.of(
          "llminferenceservices.serving.kserve.io", "llminferenceserviceconfigs.serving.kserve.io");

  private static ControlPlane controlPlane;

  @BeforeAll
  static void start() {
    controlPlane = ControlPlane.start();
  }

  @AfterAll
  static void stop() {
    controlPlane.close();
  }

  @Test
  void comesAndGoesByTheCommandsOfItsDocumentation() {
    // When
    List<String> install = commands("Install");
    install.forEach(command -> run(command).orThrow());
    String upgrade = install.getLast();
    run(upgrade).orThrow();
    // Then
    assertThat(admin().configMaps().inNamespace("kserve").list().getItems()).isNotEmpty();
    assertThat(presets()).hasSize(14);
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getStrategy().equals("Webhook"));
    // Given
    DEFINITIONS.forEach(ConversionInstallTest::trust);
    run(upgrade).orThrow();
    assertThat(DEFINITIONS).allMatch(ConversionInstallTest::isTrusting);
    // When
    Command.Result refused = run(install.getFirst());
    // Then
    assertThat(refused.status()).isNotZero();
    assertThat(refused.err()).contains(quoted("spec.conversion.webhookClientConfig"));
    // When
    commands("Take it out again").forEach(command -> run(command).orThrow());
    // Then
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getStrategy().equals("None"));
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getWebhook() == null);
    assertThat(admin().services().inNamespace("kserve").list().getItems())
        .extracting(service -> service.getMetadata().getName())
        .containsExactly("llmisvc-webhook-server-service");
    run(install.getFirst()).orThrow();
    run(upgrade + " --force-conflicts").orThrow();
    assertThat(DEFINITIONS).allMatch(name -> conversion(name).getStrategy().equals("Webhook"));
    assertThat(run(commands("Storage version").getFirst()).orThrow()).isEqualTo("[\"v1alpha2\"]");
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

  private static Command.Result run(String command) {
    return Kubectl.of(controlPlane).run(command);
  }

  /** Those of a section, in their order. */
  private static List<String> commands(String section) {
    List<String> commands =
        lines()
            .dropWhile(line -> !line.equals("## " + section))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("kubectl "))
            .toList();
    assertThat(commands).as(section).isNotEmpty();
    return commands;
  }

  /** The rest of what the documentation quotes from there on. */
  private static String quoted(String begin) {
    String line = lines().filter(it -> it.startsWith("`" + begin)).findFirst().orElseThrow();
    return line.substring(1, line.lastIndexOf('`'));
  }

  private static Stream<String> lines() {
    try {
      return Files.readAllLines(DOCUMENTATION).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KubernetesClient admin() {
    return controlPlane.admin();
  }
}
