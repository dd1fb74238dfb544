package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.bundle.Bundle;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.Crds;
import io.llmisvc.testing.OlmTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that takes the place of an older one, as OLM has it do. */
class OlmUpgradeTest {
  private static final OperatorWorld WORLD = OperatorWorld.withoutInstall();

  @TempDir private static Path work;
  private static Path older;
  private static Path newer;

  @BeforeAll
  static void make() throws IOException {
    older = bundle("VERSION=0.0.9", image("1"));
    newer = bundle("VERSION=0.1.0", image("2"), "REPLACES=0.0.9");
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  private static Path bundle(String... release) throws IOException {
    Path directory = Files.createTempDirectory(work, "bundle");
    Bundle.write(directory, release);
    return directory;
  }

  private static String image(String digit) {
    return "IMAGE=registry.example/llmisvc@sha256:" + digit.repeat(64);
  }

  /** Each channel offers the newer one, to who has the older or any before. */
  @Test
  void isOfferedAsASuccessor() {
    // Given
    List<ObjectNode> documents =
        AppliedManifests.read(newer.resolve("catalog/llmisvc/catalog.yaml"));
    // Then
    assertThat(documents)
        .filteredOn(it -> it.path("schema").asText().equals("olm.channel"))
        .hasSize(2)
        .allSatisfy(
            channel -> {
              assertThat(channel.path("entries")).hasSize(1);
              assertThat(channel.at("/entries/0/name").asText()).isEqualTo("llmisvc.v0.1.0");
              assertThat(channel.at("/entries/0/replaces").asText()).isEqualTo("llmisvc.v0.0.9");
              assertThat(channel.at("/entries/0/skipRange").asText()).isEqualTo("<0.1.0");
            });
    for (Path bundle : List.of(older, newer)) {
      assertThat(OlmTools.verify(bundle.resolve("bundle")))
          .allMatch(said -> said.contains("Rules["));
    }
  }

  @Test
  void changesNoPodTemplate() {
    // Given
    WORLD.installOtherProjects();
    Crds.install(WORLD.admin(), OlmTools.crds());
    OlmInstall before = new OlmInstall(WORLD.admin(), older.resolve("bundle/manifests"));
    OlmInstall after = new OlmInstall(WORLD.admin(), newer.resolve("bundle/manifests"));
    String namespace = WORLD.newNamespace();
    try (DeployedOperator operator = new DeployedOperator(WORLD)) {
      start(before, operator);
      awaitPresets("kserve-v0-0-9-");
      // Given: the older version said something else to pods
      config("kserve-v0-0-9-config-llm-template")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\": {\"template\": {\"terminationGracePeriodSeconds\": 61}}}");
      WORLD.apply(namespace, OperatorWorld.routed("llm"));
      WORLD.awaitReady(namespace, "llm");
      PodTemplateSpec pods = WORLD.podTemplate(namespace, "llm");
      assertThat(pods.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(61);
      WORLD.awaitQuiet();
      // When
      Instant upgrade = Instant.now();
      before.retire();
      start(after, operator);
      awaitPresets("kserve-v0-1-0-");
      WORLD.apply(namespace, OperatorWorld.routed("later"));
      WORLD.awaitReady(namespace, "later");
      WORLD.awaitQuiet();
      // Then
      assertThat(WORLD.podTemplate(namespace, "llm")).isEqualTo(pods);
      assertThat(WORLD.writesSince(upgrade))
          .noneMatch(write -> write.name().startsWith("llm-kserve"));
      assertThat(WORLD.podTemplate(namespace, "later").getSpec().getTerminationGracePeriodSeconds())
          .isEqualTo(60);
      assertThat(versions()).containsExactly("llmisvc.v0.1.0");
      GenericKubernetesResource version = version(after.name());
      assertThat(version.<String>get("spec", "replaces")).isEqualTo(before.name());
    }
  }

  private static void start(OlmInstall version, DeployedOperator operator) {
    version.begin();
    operator.follow();
    version.guard(operator.port());
  }

  private static void awaitPresets(String prefix) {
    Await.until(
        "the presets " + prefix, () -> config(prefix + "config-llm-template").get() != null);
  }

  private static Resource<GenericKubernetesResource> config(String name) {
    return WORLD
        .admin()
        .genericKubernetesResources("serving.kserve.io/v1alpha2", "LLMInferenceServiceConfig")
        .inNamespace("kserve")
        .withName(name);
  }

  private static List<String> versions() {
    return WORLD
        .admin()
        .genericKubernetesResources("operators.coreos.com/v1alpha1", "ClusterServiceVersion")
        .inNamespace("kserve")
        .list()
        .getItems()
        .stream()
        .map(version -> version.getMetadata().getName())
        .toList();
  }

  private static GenericKubernetesResource version(String name) {
    return Objects.requireNonNull(
        WORLD
            .admin()
            .genericKubernetesResources("operators.coreos.com/v1alpha1", "ClusterServiceVersion")
            .inNamespace("kserve")
            .withName(name)
            .get());
  }
}
