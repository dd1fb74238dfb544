package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.Crds;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions come and go, so no other test may need them. */
class DefinedKindsTest {
  private static final Kind SERVED = Kind.LEADER_WORKER_SET;
  private static final Kind LATER = Kind.SCALED_OBJECT;
  private static final long DEFINITIONS =
      Kind.optional()
          .filter(Kind::isDefined)
          .map(kind -> kind.plural() + "." + kind.group())
          .distinct()
          .count();

  private static ControlPlane controlPlane;
  private static KubernetesClient client;

  private final AtomicInteger changes = new AtomicInteger();
  private DefinedKinds kinds;

  @BeforeAll
  static void startControlPlane() {
    controlPlane = ControlPlane.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(controlPlane.config())
            .withKubernetesSerialization(ClientFormat.serialization())
            .build();
  }

  @AfterAll
  static void stopControlPlane() {
    client.close();
    controlPlane.close();
  }

  @BeforeEach
  void define() {
    install(SERVED);
    kinds = new DefinedKinds(client, changes::incrementAndGet);
  }

  @AfterEach
  void end() {
    kinds.close();
    Crds.remove(client, definition(LATER));
  }

  private static String definition(Kind kind) {
    return kind.plural() + "." + kind.group();
  }

  private static void install(Kind kind) {
    Crds.install(
        client, Crds.ofOtherProjects().resolve(kind.group() + "_" + kind.plural() + ".yaml"));
    Await.until(
        kind + " is served",
        () -> ApiDiscovery.of(client).served(Set.of(kind)).join().contains(kind));
  }

  private void start() {
    assertThat(kinds.unread()).contains(definition(SERVED), definition(LATER));
    ServedKinds.Look look = kinds.start();
    Await.until("what is served is known", look.known()::isDone);
    assertThat(look.served()).isCompleted();
    assertThat(look.known()).isCompleted();
    assertThat(kinds.unread()).isEmpty();
  }

  private void followRest() {
    kinds.followRest();
    Await.until("all is followed", () -> kinds.watches().size() == DEFINITIONS);
    Await.until("all is read", () -> kinds.unread().isEmpty());
  }

  @Test
  void watchesFirstWhatIsNotServed() {
    // When
    start();
    // Then
    assertThat(kinds.current()).contains(SERVED).doesNotContain(LATER);
    assertThat(kinds.watches()).hasSize((int) DEFINITIONS - 1);
    // When
    int before = changes.get();
    followRest();
    // Then
    assertThat(kinds.current()).contains(SERVED).doesNotContain(LATER);
    assertThat(changes).hasValue(before);
  }

  @Test
  void hearsOfAKindThatComesBeforeTheRestIsFollowed() {
    // Given
    start();
    // When
    install(LATER);
    // Then
    Await.until("the new kind is heard of", () -> kinds.current().contains(LATER));
  }

  @Test
  void noticesAKindThatWentBeforeItWasFollowed() {
    // Given
    start();
    // When
    Crds.remove(client, definition(SERVED));
    // Then
    assertThat(kinds.current()).contains(SERVED);
    // When
    followRest();
    // Then
    Await.until("the end is noticed", () -> !kinds.current().contains(SERVED));
  }

  @Test
  void hearsOfAKindThatGoesAndComes() {
    // Given
    start();
    followRest();
    // When
    Crds.remove(client, definition(SERVED));
    // Then
    Await.until("the end is heard of", () -> !kinds.current().contains(SERVED));
    // When
    install(SERVED);
    // Then
    Await.until("the kind is heard of again", () -> kinds.current().contains(SERVED));
  }
}
