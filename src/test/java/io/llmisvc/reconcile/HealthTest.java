package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.javaoperatorsdk.operator.Operator;
import io.llmisvc.cluster.ApiRequests;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.WatchState;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.SettableClock;
import io.llmisvc.testing.WithControlPlane;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Answers;

/** Each check is broken, and says why. */
@WithControlPlane
class HealthTest {
  private static final AsyncBody.Consumer<List<ByteBuffer>> BODY = (chunk, body) -> {};

  private final SettableClock clock = new SettableClock();
  private final NamespaceTurns turns =
      new NamespaceTurns(new NamespaceTurns.Limits(1, 1, 1), clock);
  private final OperatorWatches watches = mock(OperatorWatches.class);
  private final Cluster cluster = mock(Cluster.class);
  private final OperatorRuntime runtime = mock(OperatorRuntime.class);
  private final AtomicBoolean isStopping = new AtomicBoolean();
  private final AtomicBoolean lives = new AtomicBoolean(true);
  private final PartsCheck parts =
      new PartsCheck(isStopping::get, watches, Map.of("lease", lives::get, "workers", () -> true));

  @BeforeEach
  void runOverACluster() {
    when(runtime.cluster()).thenReturn(cluster);
  }

  @Test
  void passesThatHangWhileOthersWaitAreSeen() {
    // Given
    PassesCheck check = new PassesCheck(turns);
    turns.enter("a", () -> {});
    NamespaceTurns.Turn hangs = Objects.requireNonNull(turns.next());
    clock.advance(PassesCheck.STUCK);
    assertThat(check.call().getStatus()).as("nobody waits").isEqualTo(Status.UP);
    // When
    turns.enter("b", () -> {});
    clock.advance(PassesCheck.STUCK.minusSeconds(1));
    assertThat(turns.next()).isNull();
    assertThat(check.call().getStatus()).as("not for long").isEqualTo(Status.UP);
    clock.advance(Duration.ofSeconds(1));
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call()))
        .containsEntry("seconds that passes wait and none begins or ends", 600L);
    // When
    turns.leave(hangs);
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void partsThatEndedAreNamed() {
    // Given
    when(watches.states())
        .thenAnswer(
            call ->
                Stream.of(
                    new WatchState("secrets", false, true),
                    new WatchState("secrets", false, true),
                    new WatchState("services", false, false)));
    lives.set(false);
    // Then
    assertThat(parts.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(parts.call())).containsEntry("dead", "lease, watch of secrets");
    // When
    isStopping.set(true);
    // Then
    assertThat(parts.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aWatchThatIsBrokenAndTriesAgainLives() {
    when(watches.states()).thenAnswer(call -> Stream.of(new WatchState("secrets", false, false)));
    assertThat(parts.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void workersAndWhatElseRunsThingsAreParts() {
    // Given
    FairExecutor workers = new FairExecutor(turns);
    Operator operator = mock(Operator.class, Answers.RETURNS_DEEP_STUBS);
    when(operator.getConfigurationService().getExecutorServiceManager().reconcileExecutorService())
        .thenReturn(workers);
    Leader leader = mock(Leader.class);
    when(leader.isAlive()).thenReturn(true);
    when(cluster.isAlive()).thenReturn(true);
    when(watches.states()).thenAnswer(call -> Stream.of());
    PartsCheck check =
        new PartsCheck(
            new FrameworkStart(runtime, operator, leader), watches, runtime, operator, leader);
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    // When
    workers.shutdownNow();
    when(leader.isAlive()).thenReturn(false);
    when(cluster.isAlive()).thenReturn(false);
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call())).containsEntry("dead", "kinds, lease, workers");
  }

  @Test
  void whatIsNotReadYetIsNamed() {
    // Given
    KnowledgeCheck check = new KnowledgeCheck(runtime);
    when(cluster.unread()).thenReturn(List.of("its ConfigMap", "which kinds are served"));
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call()))
        .containsEntry("waiting for", "its ConfigMap, which kinds are served");
    // When
    when(cluster.unread()).thenReturn(List.of());
    when(cluster.isKnown()).thenReturn(true);
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void watchesOfServicesAndConfigsThatAreBrokenAreNamed() {
    // Given
    FrameworkStart start = new FrameworkStart(runtime, mock(Operator.class), mock(Leader.class));
    WatchesCheck check = new WatchesCheck(start, watches);
    AtomicBoolean isSynced = new AtomicBoolean(true);
    when(watches.ofFramework())
        .thenAnswer(
            call ->
                Stream.of(
                    new WatchState("llminferenceservices", isSynced.get(), false),
                    new WatchState("llminferenceserviceconfigs", isSynced.get(), false)));
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call())).containsEntry("waiting for", "their first lists");
    // When
    start.start(new StartupEvent());
    // Then
    Await.until("they are listed", () -> check.call().getStatus() == Status.UP);
    // When
    isSynced.set(false);
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call()))
        .containsEntry("broken", "llminferenceserviceconfigs, llminferenceservices");
  }

  @ParameterizedTest
  @CsvSource({"200,UP", "404,UP", "503,DOWN"})
  void anApiServerAnswersUnlessItFails(int code, Status status) {
    // Given
    ApiRequests requests = new ApiRequests(Meters.unseen(), clock);
    ApiServerCheck check = new ApiServerCheck(requests, clock);
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call())).containsEntry("last answer", "none");
    // When
    answer(requests, code);
    // Then
    assertThat(check.call().getStatus()).isEqualTo(status);
  }

  @Test
  void anApiServerThatAnsweredLongAgoIsSeen() {
    // Given
    ApiRequests requests = new ApiRequests(Meters.unseen(), clock);
    ApiServerCheck check = new ApiServerCheck(requests, clock);
    answer(requests, 200);
    String answered = clock.instant().toString();
    // When
    clock.advance(ApiServerCheck.PATIENCE);
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data(check.call())).containsEntry("last answer", answered);
  }

  @Test
  void invalidSettingsAreToldAndTakeNoWebhooksAway(KubernetesClient client) {
    // Given
    OperatorRuntime actual =
        Wiring.runtime(
            new ClusterAccess(client),
            OperatorEnvironment.defaults(),
            clock,
            Meters.unseen(),
            Spans.none());
    SettingsCheck check = new SettingsCheck(actual);
    assertThat(data(check.call())).containsEntry("valid", true);
    // When
    actual.settings().update(Map.of("ingress", "{"));
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    assertThat(data(check.call())).containsEntry("valid", false).containsKey("error");
  }

  @Test
  void isStartedWhenItBeginsToRead() {
    // Given
    FrameworkStart start = new FrameworkStart(runtime, mock(Operator.class), mock(Leader.class));
    StartedCheck check = new StartedCheck(start);
    assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
    // When
    start.start(new StartupEvent());
    // Then
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  private static void answer(ApiRequests requests, int code) {
    HttpRequest request = mock(HttpRequest.class);
    when(request.method()).thenReturn("GET");
    when(request.uri()).thenReturn(URI.create("https://server/api/v1/pods"));
    HttpResponse<?> response = mock(HttpResponse.class);
    when(response.code()).thenReturn(code);
    requests.after(request, response, BODY);
  }

  private static Map<String, Object> data(HealthCheckResponse response) {
    return response.getData().orElseThrow();
  }
}
