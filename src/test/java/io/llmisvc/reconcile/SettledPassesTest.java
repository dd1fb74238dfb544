package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.ClusterAccess;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.metrics.Meters;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.testing.SettableClock;
import io.llmisvc.testing.WithControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pass is left out only while nothing has changed that the last one rested on. */
@WithControlPlane
class SettledPassesTest {
  private static final List<NamespacedName> CONFIGS = List.of(new NamespacedName("ns", "base"));

  private final SettableClock clock = new SettableClock();
  private final AtomicInteger edits = new AtomicInteger();
  private final OperatorRuntime runtime;
  private final SettledPasses settled;

  SettledPassesTest(KubernetesClient admin) {
    this.runtime =
        Wiring.runtime(
            new ClusterAccess(admin),
            OperatorEnvironment.defaults(),
            clock,
            Meters.unseen(),
            Spans.none());
    this.settled =
        new SettledPasses(
            runtime, new ConfigStore(new FakeConfigs(edits::get)::get, runtime.planner()));
  }

  @BeforeEach
  void settle() {
    settled.note(service(1), settled.basis(service(1), CONFIGS));
    assertThat(settled.isSettled(service(1))).isTrue();
  }

  @AfterEach
  void close() {
    runtime.cluster().close();
  }

  @Test
  void looksAgainAtAServiceThatChanged() {
    assertThat(settled.isSettled(service(2))).isFalse();
  }

  @Test
  void looksAgainWhenAConfigChanged() {
    // When
    edits.incrementAndGet();
    // Then
    assertThat(settled.isSettled(service(1))).isFalse();
  }

  @Test
  void looksAgainWhenTheSettingsChanged() {
    // When
    runtime.settings().update(Map.of("ingress", "{\"urlScheme\": \"https\"}"));
    // Then
    assertThat(settled.isSettled(service(1))).isFalse();
  }

  @Test
  void looksAgainWhenAnotherServicePublishesTheSameModel() {
    // Given
    Publication publication = new Publication(Set.of("model"), "");
    // When
    runtime.settling().note(service(1).id(), publication);
    runtime.settling().note(new NamespacedName("ns", "other"), publication);
    // Then
    assertThat(settled.isSettled(service(1))).isFalse();
  }

  @Test
  void looksAgainAfterAnHour() {
    // When
    clock.advance(Duration.ofMinutes(59));
    // Then
    assertThat(settled.isSettled(service(1))).isTrue();
    // When
    clock.advance(Duration.ofMinutes(2));
    // Then
    assertThat(settled.isSettled(service(1))).isFalse();
  }

  @Test
  void looksAgainWhenSomethingChangedDuringThePass() {
    // Given
    SettledPasses.Basis before = settled.basis(service(1), CONFIGS);
    settled.forget(service(1).id());
    // When
    edits.incrementAndGet();
    settled.note(service(1), before);
    // Then
    assertThat(settled.isSettled(service(1))).isFalse();
  }

  private static StoredService service(int version) {
    StoredService service = new StoredService();
    service.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("ns")
            .withName("llm")
            .withUid("uid-1")
            .withResourceVersion(String.valueOf(version))
            .build());
    return service;
  }
}
