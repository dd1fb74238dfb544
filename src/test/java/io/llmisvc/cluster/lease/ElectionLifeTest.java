package io.llmisvc.cluster.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ElectionLifeTest {
  private final AtomicLong now = new AtomicLong();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final KubernetesClient client = mock(KubernetesClient.class);
  private final LeaderElection election =
      new LeaderElection(
          client,
          Candidacy.ofThisProcess(new NamespacedName("a", "lease")),
          new LeaseTerm(now::get),
          new LeaderElection.Listener(() -> {}, () -> {}));

  @Test
  void aRoundThatHangsIsSeen() throws InterruptedException {
    // Given
    when(client.resources(any(Class.class)))
        .thenAnswer(
            call -> {
              asked.countDown();
              answered.await();
              throw new IllegalStateException("nothing to say");
            });
    now.set(Duration.ofHours(1).toNanos());
    assertThat(election.isAlive()).as("not started").isTrue();
    // When
    election.start();
    asked.await();
    // Then
    assertThat(election.isAlive()).isTrue();
    // When
    now.addAndGet(Duration.ofMinutes(2).toNanos());
    // Then
    assertThat(election.isAlive()).isFalse();
    // When
    answered.countDown();
    election.stop(() -> true);
    // Then
    assertThat(election.isAlive()).as("it was stopped").isTrue();
  }
}
