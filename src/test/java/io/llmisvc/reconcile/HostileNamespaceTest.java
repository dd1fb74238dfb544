package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.api.v1alpha2.LLMInferenceService;
import io.llmisvc.testing.AdmissionServer;
import io.llmisvc.testing.Await;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A namespace in which writes hang or fail is the trouble of that namespace alone. */
class HostileNamespaceTest {
  /** By then three passes have failed, and those that ran besides are over. */
  private static final int ENOUGH_TO_KNOW = 30;

  private static final OperatorWorld WORLD = OperatorWorld.bare();

  private final OperatorWorld world = WORLD;
  private final String hostile = world.newNamespace();
  private final CountDownLatch released = new CountDownLatch(1);

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @AfterEach
  void stop() {
    released.countDown();
    world.stopOperator();
    world.admin().resource(webhook("{url: \"https://127.0.0.1:1/\"}", "[\"*\"]")).delete();
    removeServices();
  }

  /** No later test is to wait for them. */
  private void removeServices() {
    var services = world.admin().resources(LLMInferenceService.class).inNamespace(hostile);
    services
        .resources()
        .forEach(
            service -> {
              service.patch(
                  PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}");
              service.delete();
            });
  }

  @Test
  void aNewServiceIsReadyWhileAWebhookHangsForFiftyOthers() throws Exception {
    try (AdmissionServer webhook = AdmissionServer.start(request -> hang())) {
      // Given
      world.startOperator();
      install(webhook, "[apps, \"\"]");
      applyFifty();
      Await.until("the webhook hangs", () -> !webhook.asked().isEmpty());
      // When
      List<String> others = List.of(world.newNamespace(), world.newNamespace());
      others.forEach(other -> world.apply(other, OperatorWorld.routed("llm")));
      // Then
      others.forEach(other -> world.awaitReady(other, "llm"));
      assertThat(released.getCount()).as("the webhook still hangs").isEqualTo(1);
    }
  }

  @Test
  void aNewServiceIsReadyWhileTheFrameworksOwnWritesHang() throws Exception {
    try (AdmissionServer webhook = AdmissionServer.start(request -> hang())) {
      // Given
      applyFifty();
      install(webhook, "[serving.kserve.io]");
      // When
      world.startOperator();
      Await.until("the webhook hangs", () -> !webhook.asked().isEmpty());
      String other = world.newNamespace();
      world.apply(other, OperatorWorld.routed("llm"));
      // Then
      world.awaitReady(other, "llm");
      assertThat(released.getCount()).as("the webhook still hangs").isEqualTo(1);
    }
  }

  @Test
  void onePassRunsAtATimeWhereEveryWriteIsRefused() throws Exception {
    AtomicInteger reviews = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    Function<JsonNode, ObjectNode> quota =
        request -> {
          if (!request.path("namespace").asText().equals(hostile)) {
            return AdmissionServer.allow();
          }
          boolean isKnown = reviews.incrementAndGet() > ENOUGH_TO_KNOW;
          if (together.incrementAndGet() > 1 && isKnown) {
            overlaps.incrementAndGet();
          }
          waitFor(Duration.ofMillis(100));
          together.decrementAndGet();
          return AdmissionServer.deny("no quota");
        };
    try (AdmissionServer webhook = AdmissionServer.start(quota)) {
      // Given
      install(webhook, "[apps]");
      applyFifty();
      // When
      world.startOperator();
      Await.until("many refusals", () -> reviews.get() > 3 * ENOUGH_TO_KNOW);
      // Then
      assertThat(overlaps).hasValue(0);
    }
  }

  @Test
  void aPassEndsWithTheFirstWriteThatHangs() throws Exception {
    try (AdmissionServer webhook = AdmissionServer.start(request -> hang())) {
      // Given
      world.startOperator();
      install(webhook, "[apps, \"\"]");
      // When
      world.apply(hostile, OperatorWorld.routed("llm"));
      // Then
      Await.until(
          "the status says so",
          Duration.ofMinutes(2),
          () -> said("llm").contains("failed calling webhook"));
      assertThat(webhook.asked().stream().filter(object -> !object.contains("/events/")).distinct())
          .containsExactly(hostile + "/services/llm-kserve-workload-svc");
      assertThat(said("llm").split("failed calling webhook", -1)).hasSize(2);
    }
  }

  private String said(String service) {
    return world
        .condition(hostile, service, "WorkloadsReady")
        .map(condition -> String.valueOf(condition.message()))
        .orElse("");
  }

  private void applyFifty() {
    IntStream.range(0, 50).forEach(i -> world.apply(hostile, OperatorWorld.routed("llm-" + i)));
  }

  private ObjectNode hang() {
    waitFor(Duration.ofHours(1));
    return AdmissionServer.deny("hung long enough");
  }

  private void waitFor(Duration patience) {
    try {
      released.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void install(AdmissionServer server, String groups) {
    world
        .admin()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(hostile)
                .addToLabels("hostile", "yes")
                .endMetadata()
                .build())
        .serverSideApply();
    world.admin().resource(webhook(server.clientConfig(), groups)).serverSideApply();
  }

  private HasMetadata webhook(String clientConfig, String groups) {
    return world
        .admin()
        .load(
            new ByteArrayInputStream(
                AdmissionServer.configuration(clientConfig, OperatorWorld.OPERATOR, groups)
                    .getBytes(StandardCharsets.UTF_8)))
        .items()
        .getFirst();
  }
}
