package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.api.ServingApi;
import io.llmisvc.api.status.Condition;
import io.llmisvc.testing.AdmissionServer;
import io.llmisvc.testing.AppliedManifests;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.KedaOperator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A tenant who means harm, beside the samples: all of them are served. */
class HostileTenantTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path SAMPLES = Path.of("samples");
  private static final Path SURROUNDINGS = Path.of("src/test/resources/dev/surroundings.yaml");
  private static final String HOSTILE = "hostile";
  private static final String REFUSED = "04-three-hundred-gateways.yaml";

  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void leavesAllSamplesReady() throws Exception {
    try (OperatorWorld world = OperatorWorld.bare();
        AdmissionServer webhook = AdmissionServer.start(request -> hang())) {
      // Given
      world.installOtherProjects();
      surroundings().forEach(object -> world.apply(object.toString()));
      KedaOperator.start(world.controlPlane());
      world.startOperator();
      // When
      for (Path file : files(SAMPLES.resolve(HOSTILE))) {
        if (file.endsWith(REFUSED)) {
          assertThatThrownBy(() -> world.apply(Files.readString(file)))
              .isInstanceOf(KubernetesClientException.class)
              .hasMessageContaining("must have at most 32 items");
        } else {
          world.apply(Files.readString(file));
        }
      }
      Condition bomb = world.await(HOSTILE, "bomb", "PresetsCombined", "False");
      assertThat(bomb.message()).contains("env[name=BOMB].value").contains("4194304 bytes");
      world.apply(
          "apiVersion: v1\nkind: Namespace\nmetadata: {name: hostile, labels: {hostile: \"yes\"}}\n");
      world.apply(
          AdmissionServer.configuration(
              webhook.clientConfig(), OperatorWorld.OPERATOR, "[apps, \"\"]"));
      files(SAMPLES).forEach(file -> AppliedManifests.apply(world.admin(), file));
      // Then
      for (ObjectNode sample : services()) {
        String namespace = sample.at("/metadata/namespace").asText("default");
        String name = sample.at("/metadata/name").asText();
        Await.until(
            namespace + "/" + name + " is ready", PATIENCE, () -> world.isReady(namespace, name));
      }
      over.countDown();
    }
  }

  private ObjectNode hang() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return AdmissionServer.deny("hung long enough");
  }

  /** What the samples refer to; the world has a class of Gateways of its own. */
  private static List<ObjectNode> surroundings() {
    return AppliedManifests.read(SURROUNDINGS).stream()
        .filter(object -> !object.path("kind").asText().equals("GatewayClass"))
        .toList();
  }

  private static List<ObjectNode> services() throws IOException {
    return files(SAMPLES).stream()
        .flatMap(file -> AppliedManifests.read(file).stream())
        .filter(object -> object.path("kind").asText().equals(ServingApi.SERVICE_KIND))
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
