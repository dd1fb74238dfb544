package io.llmisvc.cluster.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import io.llmisvc.testing.ControlPlane;
import io.llmisvc.testing.TestNamespace;
import io.llmisvc.testing.WithControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithControlPlane
class LeaderElectionTest {
  /** The proportions of production, faster. */
  private static final Timing FAST =
      new Timing(
          Duration.ofSeconds(6),
          Duration.ofSeconds(4),
          Duration.ofMillis(500),
          Duration.ofMillis(200));

  private static final int MANY_LOOKS = 8;

  private final ControlPlane controlPlane;
  private final NamespacedName name;
  private final List<Candidate> candidates = new ArrayList<>();

  LeaderElectionTest(ControlPlane controlPlane, TestNamespace namespace) {
    this.controlPlane = controlPlane;
    this.name = new NamespacedName(namespace.name(), "lease-" + System.nanoTime());
  }

  /** One that contends, with a client of its own. */
  private record Candidate(
      KubernetesClient client, LeaseTerm term, AtomicInteger begun, LeaderElection election) {
    boolean leads() {
      return !term.isOver();
    }
  }

  @AfterEach
  void stop() {
    candidates.forEach(candidate -> candidate.election.stop(() -> true));
    lease().delete();
  }

  @Test
  void theNextLeadsWithinTwoSecondsOfARelease() {
    // Given
    Candidate first = leading("first", Timing.PRODUCTION);
    Candidate second = start("second", Timing.PRODUCTION);
    awaitALook(second);
    // When
    first.election.stop(() -> true);
    Instant released = Instant.now();
    Await.until("the second leads", second::leads);
    // Then
    assertThat(Duration.between(released, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(first.leads()).isFalse();
  }

  /** When the namespace is there, the next look takes it: no attempt makes the pause longer. */
  @Test
  void looksAsOftenWhileTheNamespaceDoesNotExist() {
    // Given
    String namespace = name.namespace() + "-later";
    Candidate early = start(new NamespacedName(namespace, "lease"), "early", FAST);
    Await.until("some looks", () -> looks("early").size() > MANY_LOOKS);
    // When
    controlPlane.admin().resource(namespace(namespace)).create();
    Await.until("it leads", early::leads);
    // Then
    List<AuditEntry> looks = looks("early");
    Duration time = Duration.between(looks.getFirst().at(), looks.get(MANY_LOOKS).at());
    assertThat(time).isLessThan(FAST.look().multipliedBy(3L * MANY_LOOKS));
    assertThat(Timing.PRODUCTION.look()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void keepsTheLeaseUntilTheLastWriteHasEnded() {
    // Given
    Candidate first = leading("first", FAST);
    Candidate second = start("second", FAST);
    awaitALook(second);
    Instant later = Instant.now().plus(FAST.lease()).plusSeconds(2);
    // When
    first.election.stop(
        () -> {
          assertThat(first.leads()).isFalse();
          Await.until("longer than a lease", () -> Instant.now().isAfter(later));
          assertThat(second.leads()).isFalse();
          return true;
        });
    // Then
    Await.until("the second leads", Duration.ofSeconds(2), second::leads);
  }

  @Test
  void leavesTheLeaseToRunOutWhenAWriteHangs() {
    // Given
    Candidate first = leading("first", FAST);
    // When
    first.election.stop(() -> false);
    // Then
    assertThat(lease().get().getSpec().getHolderIdentity()).isEqualTo("first");
  }

  @Test
  void waitsAsLongAsTheLeaseLastsWhateverTheClocksSay() {
    // Given
    ZonedDateTime longAgo = ZonedDateTime.now().minusHours(1);
    controlPlane.admin().resource(lease("dead", longAgo)).create();
    Instant start = Instant.now();
    // When
    Candidate next = start("next", FAST);
    Await.until("it leads", next::leads);
    // Then
    assertThat(Duration.between(start, Instant.now()))
        .isBetween(FAST.lease(), FAST.lease().plusSeconds(3));
  }

  @Test
  void takesNoLeaseThatIsRenewedByAClockThatIsBehind() {
    // Given
    ZonedDateTime longAgo = ZonedDateTime.now().minusHours(1);
    controlPlane.admin().resource(lease("alive", longAgo)).create();
    Candidate next = start("next", FAST);
    Instant end = Instant.now().plus(FAST.lease()).plusSeconds(2);
    // When
    AtomicInteger renewals = new AtomicInteger();
    Await.until(
        "longer than a lease",
        () -> {
          ZonedDateTime time = longAgo.plusSeconds(renewals.incrementAndGet());
          lease()
              .edit(now -> new LeaseBuilder(now).editSpec().withRenewTime(time).endSpec().build());
          return Instant.now().isAfter(end);
        });
    // Then
    assertThat(next.leads()).isFalse();
  }

  @Test
  void stopsAtOnceWhenAnotherHasTheLeaseAndContendsAgain() {
    // Given
    Candidate first = leading("first", FAST);
    // When
    lease()
        .edit(
            now ->
                new LeaseBuilder(now)
                    .editSpec()
                    .withHolderIdentity("thief")
                    .withLeaseDurationSeconds(1)
                    .endSpec()
                    .build());
    // Then
    Await.until("it noticed", Duration.ofSeconds(2), () -> !first.leads());
    Await.until("it leads again", () -> first.leads() && first.begun.get() == 2);
    assertThat(lease().get().getSpec().getLeaseTransitions()).isEqualTo(1);
  }

  @Test
  void renewsByOneRequestThatNeedsNoOtherRightThanUpdate() {
    // Given
    Candidate only = leading("only", FAST);
    Instant start = Instant.now();
    // When
    Await.until("some renewals", () -> requests("only", start).size() >= 4);
    // Then
    assertThat(requests("only", start)).allMatch(entry -> entry.verb().equals("update"));
    assertThat(only.begun.get()).isEqualTo(1);
  }

  @Test
  void theApiServerRefusesWhatIsSentAfterTheTerm() {
    // Given
    LeaseTerm term = new LeaseTerm();
    term.extend(term.now(), FAST);
    try (KubernetesClient bounded = bounded(term)) {
      bounded.resource(configMap("during")).create();
      // When
      term.end();
      // Then
      assertThatThrownBy(() -> bounded.resource(configMap("after")).create())
          .isInstanceOf(KubernetesClientException.class)
          .matches(BoundedWrites::isRefusal, "refused for the lease");
      assertThat(bounded.resource(configMap("during")).get()).isNotNull();
      assertThat(bounded.resource(configMap("after")).get()).isNull();
    }
  }

  private KubernetesClient bounded(LeaseTerm term) {
    return new KubernetesClientBuilder()
        .withConfig(controlPlane.config())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("lease", new BoundedWrites(term)))
        .build();
  }

  private ConfigMap configMap(String object) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace(name.namespace())
        .withName(object + "-" + name.name())
        .endMetadata()
        .build();
  }

  private Candidate leading(String identity, Timing timing) {
    Candidate candidate = start(identity, timing);
    Await.until(identity + " leads", candidate::leads);
    return candidate;
  }

  private Candidate start(String identity, Timing timing) {
    return start(name, identity, timing);
  }

  private Candidate start(NamespacedName wanted, String identity, Timing timing) {
    KubernetesClient client = controlPlane.adminNamed(identity + "-" + name.name());
    LeaseTerm term = new LeaseTerm();
    AtomicInteger begun = new AtomicInteger();
    LeaderElection election =
        new LeaderElection(
            client,
            new Candidacy(wanted, identity, timing),
            term,
            new LeaderElection.Listener(begun::incrementAndGet, () -> {}));
    Candidate candidate = new Candidate(client, term, begun, election);
    candidates.add(candidate);
    election.start();
    return candidate;
  }

  private void awaitALook(Candidate candidate) {
    String user = candidate.client.getConfiguration().getImpersonateUsername();
    Await.until(
        "a look",
        () -> controlPlane.auditLog().entries().stream().anyMatch(e -> e.user().equals(user)));
  }

  private List<AuditEntry> requests(String identity, Instant since) {
    return controlPlane.auditLog().since(since).stream()
        .filter(entry -> entry.user().equals(identity + "-" + name.name()))
        .toList();
  }

  private List<AuditEntry> looks(String identity) {
    return controlPlane.auditLog().entries().stream()
        .filter(entry -> entry.user().equals(identity + "-" + name.name()))
        .filter(entry -> entry.verb().equals("get"))
        .toList();
  }

  private static Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private Resource<Lease> lease() {
    return controlPlane
        .admin()
        .resources(Lease.class)
        .inNamespace(name.namespace())
        .withName(name.name());
  }

  private Lease lease(String holder, ZonedDateTime renewed) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(name.namespace())
        .withName(name.name())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(holder)
        .withLeaseDurationSeconds(Math.toIntExact(FAST.lease().toSeconds()))
        .withAcquireTime(renewed)
        .withRenewTime(renewed)
        .withLeaseTransitions(0)
        .endSpec()
        .build();
  }
}
