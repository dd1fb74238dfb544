package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.metrics.Meters;
import io.llmisvc.model.Settings;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Groups;
import io.llmisvc.plan.Planner;
import io.llmisvc.plan.Publications;
import io.llmisvc.plan.Settling;
import io.llmisvc.tree.Yaml;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** What of the cluster's news reaches which passes; cluster and event sources are faked. */
class OperatorRuntimeTest {
  private static final OperatorEnvironment ENVIRONMENT = OperatorEnvironment.defaults();
  private static final NamespacedName SERVICE = new NamespacedName("demo", "llm");
  private static final NamespacedName OWN = new NamespacedName("demo", "base");
  private static final NamespacedName SHARED = new NamespacedName("kserve", "base");
  private static final NamespacedName FOREIGN = new NamespacedName("other", "base");

  private static final Map<String, String> NEWS =
      Map.of("ingress", "{\"managedGatewayClassName\": \"new\"}");
  private static final Map<String, String> BROKEN = Map.of("ingress", "{");

  private final Cluster cluster = mock(Cluster.class);
  private final ServiceEvents services = mock(ServiceEvents.class);
  private final ConfigEvents configs = mock(ConfigEvents.class);
  private final List<StoredService> existing = new ArrayList<>();
  private final ConfigUsage usage = new ConfigUsage(ENVIRONMENT.systemNamespace());
  private final OperatorRuntime runtime =
      new OperatorRuntime(
          cluster,
          Planner.create(),
          new OperatorSettings(ENVIRONMENT),
          services,
          configs,
          usage,
          new KnownUsers(() -> Optional.of(existing.stream())),
          new Settling(
              Planner.create(), new Publications(Map::of), Groups.live(Map::of), service -> {}),
          Telemetry.of(Meters.unseen(), Spans.none(), Clock.systemUTC()),
          Clock.systemUTC());

  @Test
  void beginsAlsoWhenTheClusterCannotBeRead() {
    when(cluster.start(any(), any()))
        .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("away")));
    runtime.start();
    verify(cluster).unread();
  }

  @Test
  void endsItsWaitWhenItIsInterrupted() {
    // Given
    when(cluster.start(any(), any())).thenReturn(new CompletableFuture<>());
    Thread.currentThread().interrupt();
    // When
    runtime.start();
    // Then
    assertThat(Thread.interrupted()).as("whoever called may see it, too").isTrue();
  }

  @Test
  void readsTheSettingsOfItsNamespace() {
    settings();
    verify(cluster)
        .start(argThat(new NamespacedName("kserve", Settings.OPERATOR_CONFIG_MAP)::equals), any());
  }

  @Test
  void startsNoPassForSettingsThatAreReadFirst() {
    // Given
    when(cluster.isKnown()).thenReturn(false);
    // When
    settings().accept(NEWS);
    // Then
    verify(services, never()).everythingChanged();
    assertThat(runtime.settings().current()).isInstanceOf(SettingsResult.Valid.class);
  }

  @Test
  void startsEveryPassOnceForOtherSettings() {
    // Given
    when(cluster.isKnown()).thenReturn(true);
    Consumer<Map<String, String>> settings = settings();
    // When
    settings.accept(NEWS);
    settings.accept(NEWS);
    settings.accept(Map.of("ingress", NEWS.get("ingress"), "nothing of ours", "x"));
    // Then
    verify(services, times(1)).everythingChanged();
    // When
    settings.accept(Map.of());
    // Then
    verify(services, times(2)).everythingChanged();
  }

  @Test
  void believesThatNobodyUsesAConfigOnlyWithSettings() {
    // Given
    Consumer<Map<String, String>> settings = settings();
    assertThat(runtime.knowsAllUsers()).isTrue();
    // When
    settings.accept(BROKEN);
    // Then
    assertThat(runtime.knowsAllUsers()).isFalse();
  }

  @Test
  void learnsAnewWhoUsesWhatWhenItLeadsAgain() {
    // Given
    settings();
    existing.add(stored(SERVICE));
    runtime.noteUse(SERVICE, use("base"));
    assertThat(runtime.knowsAllUsers()).isTrue();
    // When
    runtime.begin();
    // Then
    assertThat(runtime.knowsAllUsers()).as("another operator led meanwhile").isFalse();
    verify(services).everythingChanged();
    // When
    runtime.noteUse(SERVICE, use("other"));
    // Then
    assertThat(runtime.knowsAllUsers()).isTrue();
    assertThat(runtime.candidates(OWN)).isEmpty();
  }

  @Test
  void waitsForNoServiceThatIsGone() {
    // Given
    settings();
    existing.add(stored(SERVICE));
    assertThat(runtime.knowsAllUsers()).isFalse();
    // When
    runtime.noteGone(SERVICE);
    // Then
    assertThat(runtime.knowsAllUsers()).isTrue();
  }

  @Test
  void tellsTheConfigsThatAServiceUsesAndMayGet() {
    // When
    runtime.noteUse(SERVICE, use("base"));
    // Then
    verify(configs).usersChanged(argThat(changed -> changed.contains(OWN)));
    verify(configs).usersChanged(argThat(OperatorRuntimeTest::areWellKnown));
    // When
    runtime.noteUse(SERVICE, use("base"));
    // Then
    verify(configs, times(1)).usersChanged(argThat(OperatorRuntimeTest::areWellKnown));
  }

  @Test
  void tellsTheConfigsOfAServiceThatIsGoneOnce() {
    // Given
    runtime.noteUse(SERVICE, use("base"));
    // When
    runtime.noteGone(SERVICE);
    runtime.noteGone(SERVICE);
    // Then
    assertThat(usage.knows(SERVICE)).isFalse();
    verify(configs, times(2)).usersChanged(argThat(changed -> changed.contains(OWN)));
    verify(configs, times(2)).usersChanged(argThat(OperatorRuntimeTest::areWellKnown));
  }

  @Test
  void looksForUsersOfASharedConfigEverywhere() {
    // When
    runtime.noteUse(SERVICE, use("base"));
    // Then
    assertThat(runtime.candidates(OWN)).containsExactly(SERVICE);
    assertThat(runtime.candidates(SHARED)).containsExactly(SERVICE);
    assertThat(runtime.candidates(FOREIGN)).isEmpty();
  }

  private static StoredService stored(NamespacedName id) {
    StoredService service = new StoredService();
    service.getMetadata().setNamespace(id.namespace());
    service.getMetadata().setName(id.name());
    return service;
  }

  private static boolean areWellKnown(Set<NamespacedName> changed) {
    return changed.stream().anyMatch(config -> config.name().startsWith("kserve-config-llm"));
  }

  /** What the cluster tells of the ConfigMap. */
  private Consumer<Map<String, String>> settings() {
    when(cluster.start(any(), any())).thenReturn(CompletableFuture.completedFuture(null));
    runtime.start();
    @SuppressWarnings("unchecked")
    ArgumentCaptor<Consumer<Map<String, String>>> told = ArgumentCaptor.forClass(Consumer.class);
    verify(cluster).start(any(), told.capture());
    return told.getValue();
  }

  private static ConfigUsage.Use use(String config) {
    return ConfigUsage.Use.of(
        Yaml.objects(
                """
                metadata: {name: llm, namespace: demo}
                spec: {baseRefs: [{name: %s}]}
                """
                    .formatted(config))
            .getFirst(),
        LLMInferenceServiceStatus.NONE);
  }
}
