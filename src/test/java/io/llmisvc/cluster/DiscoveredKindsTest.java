package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What is known between the looks; the time between them is the test's. */
class DiscoveredKindsTest {
  private static final Set<Kind> OPTIONAL = Kind.optional().collect(Collectors.toSet());

  private static final long AGAIN = 600;

  private final Map<String, CompletableFuture<Set<String>>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final ScheduledExecutorService looks = mock(ScheduledExecutorService.class);
  private final AtomicInteger changes = new AtomicInteger();
  private final DiscoveredKinds kinds =
      new DiscoveredKinds(
          new ApiDiscovery(this::resources), OPTIONAL, changes::incrementAndGet, AGAIN, looks);
  private final CompletableFuture<Void> known = kinds.start().known();

  @BeforeEach
  void serveGateways() {
    serve(Kind.GATEWAY.apiVersion(), Kind.GATEWAY.plural(), Kind.HTTP_ROUTE.plural());
  }

  @Test
  void knowsNothingBeforeTheFirstLook() {
    assertThat(known).isNotDone();
    assertThat(kinds.current()).isEmpty();
    assertThat(kinds.unread())
        .hasSameSizeAs(OPTIONAL)
        .contains("gateways.gateway.networking.k8s.io");
  }

  @Test
  void knowsWhatIsServedOfEachVersion() {
    // When
    look();
    // Then
    assertThat(known).isCompleted();
    assertThat(kinds.unread()).isEmpty();
    assertThat(kinds.current()).containsExactlyInAnyOrder(Kind.GATEWAY, Kind.HTTP_ROUTE);
    assertThat(changes).hasValue(1);
  }

  @Test
  void asksOnceForTheKindsOfAVersion() {
    // When
    look();
    // Then
    assertThat(asked)
        .containsExactlyInAnyOrderElementsOf(
            OPTIONAL.stream().map(Kind::apiVersion).distinct().toList());
  }

  @Test
  void isNotKnownWhileNobodyAnswers() {
    // Given
    OPTIONAL.forEach(kind -> fail(kind.apiVersion()));
    // When
    look();
    // Then
    assertThat(known).isNotDone();
    assertThat(kinds.unread()).isNotEmpty();
    assertThat(changes).hasValue(0);
  }

  @Test
  void keepsWhatItKnewWhenOneVersionCannotBeAsked() {
    // Given
    look();
    fail(Kind.INFERENCE_POOL.apiVersion());
    serve(Kind.GATEWAY.apiVersion());
    // When
    look();
    // Then
    assertThat(kinds.current()).contains(Kind.GATEWAY);
    assertThat(changes).hasValue(1);
  }

  @Test
  void tellsOfAChangeOnce() {
    // Given
    look();
    look();
    assertThat(changes).hasValue(1);
    // When
    serve(Kind.GATEWAY.apiVersion(), Kind.HTTP_ROUTE.plural());
    look();
    look();
    // Then
    assertThat(kinds.current()).containsExactly(Kind.HTTP_ROUTE);
    assertThat(changes).hasValue(2);
  }

  @Test
  void asksAgainSeldomOnceItIsAnswered() {
    // When
    look();
    // Then
    verify(looks).schedule(any(Runnable.class), eq(0L), any());
    verify(looks).schedule(any(Runnable.class), eq(AGAIN), any());
  }

  @Test
  void asksAgainSoonWhileNobodyAnswers() {
    // Given
    OPTIONAL.forEach(kind -> fail(kind.apiVersion()));
    // When
    look();
    // Then
    verify(looks).schedule(any(Runnable.class), eq(30L), any());
  }

  @Test
  void looksNoMoreWhenItIsClosed() {
    kinds.close();
    verify(looks).shutdownNow();
  }

  private CompletableFuture<Set<String>> resources(String apiVersion) {
    asked.add(apiVersion);
    return answers.getOrDefault(apiVersion, CompletableFuture.completedFuture(Set.of()));
  }

  private void serve(String apiVersion, String... plurals) {
    answers.put(apiVersion, CompletableFuture.completedFuture(Set.of(plurals)));
  }

  private void fail(String apiVersion) {
    answers.put(
        apiVersion, CompletableFuture.failedFuture(new KubernetesClientException("no answer")));
  }

  /** Runs the look that is to come. */
  private void look() {
    ArgumentCaptor<Runnable> look = ArgumentCaptor.forClass(Runnable.class);
    verify(looks, atLeastOnce()).schedule(look.capture(), anyLong(), any());
    look.getValue().run();
  }
}
