package io.llmisvc.cluster.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.Watch;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithControlPlane
class SharedConnectionsTest {
  private static final Heartbeat QUICK =
      new Heartbeat(Duration.ofMillis(200), Duration.ofMillis(500));

  private static final ResourceDefinitionContext CONFIG_MAPS =
      ResourceDefinitionContext.fromResourceType(ConfigMap.class);

  private static Vertx vertx;

  /** By name, what the object says. */
  private final Map<String, String> heardOf = new ConcurrentHashMap<>();

  @BeforeAll
  static void begin() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close();
  }

  @Test
  void requestsAndWatchesShareOne(KubernetesClient admin, TestNamespace namespace)
      throws Exception {
    try (Relay relay = relay(admin);
        KubernetesClient client = client(admin, relay, Heartbeat.DEFAULT);
        Watch first = watch(client, namespace);
        Watch second = watch(client, namespace)) {
      synced(first);
      synced(second);
      // When
      IntStream.range(0, 50)
          .parallel()
          .forEach(i -> client.configMaps().inNamespace(namespace.name()).list());
      admin.resource(configMap(namespace, "here", "some")).create();
      // Then
      Await.untilAsserted(() -> assertThat(heardOf).containsEntry("here", "some"));
      assertThat(relay.begun()).isLessThan(5);
    }
  }

  @Test
  void watchReadsWhatIsWrittenHoweverItIsCut(KubernetesClient admin, TestNamespace namespace)
      throws Exception {
    String text = "größe 名 🦙 ".repeat(20_000);
    try (Relay relay = relay(admin);
        KubernetesClient client = client(admin, relay, Heartbeat.DEFAULT);
        Watch watch = watch(client, namespace)) {
      synced(watch);
      // When
      admin.resource(configMap(namespace, "long", text)).create();
      // Then
      Await.untilAsserted(() -> assertThat(heardOf).containsEntry("long", text));
    }
  }

  @Test
  void watchBeginsAgainWhenNobodyAnswersOnItsConnection(
      KubernetesClient admin, TestNamespace namespace) throws Exception {
    try (Relay relay = relay(admin);
        KubernetesClient client = client(admin, relay, QUICK);
        Watch watch = watch(client, namespace)) {
      synced(watch);
      // When
      relay.freeze();
      admin.resource(configMap(namespace, "later", "some")).create();
      // Then
      Await.untilAsserted(() -> assertThat(heardOf).containsEntry("later", "some"));
    }
  }

  @Test
  void watchStaysOnAConnectionThatAnswers(KubernetesClient admin, TestNamespace namespace)
      throws Exception {
    try (Relay relay = relay(admin);
        KubernetesClient client = client(admin, relay, QUICK);
        Watch watch = watch(client, namespace)) {
      synced(watch);
      int before = relay.begun();
      // When
      for (int i = 0; i < 5; i++) {
        String name = "beat-" + i;
        vertx
            .timer(QUICK.every().toMillis(), TimeUnit.MILLISECONDS)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
        admin.resource(configMap(namespace, name, "some")).create();
        Await.untilAsserted(() -> assertThat(heardOf).containsKey(name));
      }
      // Then
      assertThat(relay.begun()).isEqualTo(before);
    }
  }

  private static Relay relay(KubernetesClient admin) {
    return new Relay(vertx, URI.create(admin.getConfiguration().getMasterUrl()).getPort());
  }

  private static KubernetesClient client(KubernetesClient admin, Relay relay, Heartbeat heartbeat) {
    Config config =
        new ConfigBuilder(admin.getConfiguration())
            .withMasterUrl("https://" + relay.address() + "/")
            .build();
    return SendingClient.of(
        new KubernetesClientBuilder()
            .withConfig(config)
            .withKubernetesSerialization(ClientFormat.serialization())
            .withHttpClientFactory(new SharedConnections(vertx, heartbeat))
            .build(),
        SentAgain.WHEN_CLOSED);
  }

  private Watch watch(KubernetesClient client, TestNamespace namespace) {
    return Watch.start(
        client.genericKubernetesResources(CONFIG_MAPS).inNamespace(namespace.name()), new Texts());
  }

  private static void synced(Watch watch) throws Exception {
    watch.synced().get(1, TimeUnit.MINUTES);
  }

  private static ConfigMap configMap(TestNamespace namespace, String name, String text) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(namespace.name())
        .withName(name)
        .endMetadata()
        .addToData("text", text)
        .build();
  }

  private final class Texts implements Watch.Listener {
    @Override
    public void changed(ObjectNode object) {
      heardOf.put(object.at("/metadata/name").asText(), object.at("/data/text").asText());
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {}
  }
}
