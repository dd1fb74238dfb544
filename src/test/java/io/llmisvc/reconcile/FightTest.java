package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.llmisvc.testing.AdmissionServer;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who takes back what we set is answered later and later, and named. */
class FightTest {
  private static final String CHILD = "llm-kserve-workload-svc";
  private static final String COMPONENT = "app.kubernetes.io/component";

  private final OperatorWorld world = OperatorWorld.shared();
  private final String namespace = world.newNamespace();
  private final List<Instant> rounds = new CopyOnWriteArrayList<>();
  private final AtomicInteger dice = new AtomicInteger();
  private final Set<Long> answered = ConcurrentHashMap.newKeySet();

  @AfterEach
  void stop() {
    world.service(namespace, "llm").delete();
  }

  @Test
  void answersAControllerThatTakesALabelBackLaterAndLater() {
    // Given
    world.apply(namespace, OperatorWorld.routed("llm"));
    world.awaitReady(namespace, "llm");
    // When
    FakeRival rival = new FakeRival(service(), rounds);
    try (Watch watch = service().watch(rival)) {
      Await.until("six rounds", () -> rounds.size() >= 6);
    }
    // Then
    assertThatEachRoundWaitsLonger();
    assertThat(fight().getMessage())
        .isEqualTo(
            "llmisvc and fake-rival fight about metadata.labels[%s] of Service %s/%s:"
                    .formatted(COMPONENT, namespace, CHILD)
                + " each takes back what the other sets");
    assertThat(world.operator().scrape())
        .contains("llmisvc_child_fights_total{kind=\"Service\",} ")
        .doesNotContain("llmisvc_child_fights_total{kind=\"Service\",} 0.0");
    Await.until(
        "the last word is ours",
        () -> !"rival".equals(service().get().getMetadata().getLabels().get(COMPONENT)));
  }

  @Test
  void answersAWebhookThatChangesEachRequestLaterAndLater() throws Exception {
    // Given
    try (AdmissionServer webhook = AdmissionServer.start(this::rollDice)) {
      install(webhook);
      // When
      world.apply(namespace, OperatorWorld.routed("llm"));
      Await.until("six rounds", () -> rounds.size() >= 6);
      // Then
      assertThatEachRoundWaitsLonger();
      assertThat(fight().getMessage())
          .startsWith("llmisvc and a mutating webhook fight about spec.template.spec.containers[")
          .contains("].image of Deployment " + namespace + "/llm-kserve");
      assertThat(world.service(namespace, "llm").get().getStatus())
          .as("the rest of the pass is done")
          .isNotNull();
    } finally {
      world
          .admin()
          .admissionRegistration()
          .v1()
          .mutatingWebhookConfigurations()
          .withName(namespace)
          .delete();
    }
  }

  /** The second comes at once; before the third is a second, before the fourth two, and so on. */
  private void assertThatEachRoundWaitsLonger() {
    for (int i = 1; i < 6; i++) {
      assertThat(Duration.between(rounds.getFirst(), rounds.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds((1L << (i - 1)) - 1));
    }
  }

  private Event fight() {
    Await.until("an event names the fight", () -> !fights().isEmpty());
    assertThat(fights()).hasSize(1);
    return fights().getFirst();
  }

  private List<Event> fights() {
    return world.admin().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReason().equals("FieldFight"))
        .toList();
  }

  private Resource<Service> service() {
    return world.admin().services().inNamespace(namespace).withName(CHILD);
  }

  private ObjectNode rollDice(JsonNode request) {
    String image = request.at("/object/spec/template/spec/containers/0/image").asText();
    boolean isOurs = !image.startsWith("rival/");
    if (!isOurs || !request.path("name").asText().equals("llm-kserve")) {
      return AdmissionServer.allow();
    }
    long generation = request.at("/oldObject/metadata/generation").asLong();
    if (!request.path("dryRun").asBoolean() && answered.add(generation)) {
      rounds.add(Instant.now()); // not of a try after a conflict
    }
    return AdmissionServer.change(
        """
        [{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "rival/image:%d"}]
        """
            .formatted(dice.incrementAndGet()));
  }

  private void install(AdmissionServer server) {
    KubernetesClient admin = world.admin();
    admin
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("rolls-dice", namespace)
                .endMetadata()
                .build())
        .serverSideApply();
    world.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingWebhookConfiguration
        metadata: {name: %1$s}
        webhooks:
        - name: dice.example.com
          clientConfig: %2$s
          namespaceSelector: {matchLabels: {rolls-dice: %1$s}}
          rules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}]
          failurePolicy: Fail
          sideEffects: None
          admissionReviewVersions: [v1]
        """
            .formatted(namespace, server.clientConfig()));
  }

  /** A controller of somebody else who thinks that a label is his. */
  private record FakeRival(Resource<Service> service, List<Instant> rounds)
      implements Watcher<Service> {
    @Override
    public void eventReceived(Action action, Service now) {
      if (!"rival".equals(now.getMetadata().getLabels().get(COMPONENT))) {
        rounds.add(Instant.now());
        service.patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("fake-rival")
                .build(),
            "{\"metadata\": {\"labels\": {\"%s\": \"rival\"}}}".formatted(COMPONENT));
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new AssertionError("the rival gave up", cause);
    }
  }
}
