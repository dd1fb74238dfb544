package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.llmisvc.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The framework stops its workers in this way, and expects to be told when they have stopped. */
class FairExecutorTest {
  private final NamespaceTurns turns =
      new NamespaceTurns(NamespaceTurns.Limits.of(2), Clock.systemUTC());
  private final FairExecutor executor = new FairExecutor(turns);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(3);

  @Test
  void finishesWhatWaitsWhenItIsShutDown() throws Exception {
    // Given
    executor.execute(this::waitForRelease);
    executor.execute(done::countDown);
    executor.execute(done::countDown);
    begun.await();
    // When
    executor.shutdown();
    // Then
    assertThatThrownBy(() -> executor.execute(done::countDown))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(executor.isTerminated()).isFalse();
    released.countDown();
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(done.getCount()).isZero();
  }

  @Test
  void interruptsAndGivesBackWhatWaitsWhenItIsShutDownNow() throws Exception {
    // Given
    executor.execute(this::waitForRelease);
    begun.await();
    executor.execute(done::countDown);
    // When
    List<Runnable> waiting = executor.shutdownNow();
    // Then
    assertThat(waiting).hasSize(1);
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(done.getCount()).as("only the interrupted one").isEqualTo(2);
  }

  /** Else the interrupted one begins the next, for which there is no thread any more. */
  @Test
  void takesBackWhatWaitsBeforeItInterrupts() throws Exception {
    // Given
    CompletableFuture<Thread> runner = new CompletableFuture<>();
    executor.execute(() -> spinUntilReleased(runner));
    executor.execute(done::countDown);
    Thread running = runner.get();
    Thread stopping = new Thread(executor::shutdownNow);
    // When
    synchronized (turns) {
      stopping.start();
      Await.until("it wants what waits", () -> stopping.getState() == Thread.State.BLOCKED);
      // Then
      assertThat(running.isInterrupted()).isFalse();
    }
    // When
    Await.until("it interrupts", running::isInterrupted);
    released.countDown();
    // Then
    assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(done.getCount()).as("nothing else was begun").isEqualTo(3);
  }

  @Test
  void givesTheWorkersOfSlowPassesToOthers() {
    // Given
    executor.execute(new Pass("slow", this::waitForRelease));
    executor.execute(new Pass("slow-too", this::waitForRelease));
    // When
    executor.execute(new Pass("other", done::countDown));
    // Then
    Await.until("the other had its pass", () -> done.getCount() == 2);
    released.countDown();
  }

  @Test
  void goesOnAfterAPassThatThrows() throws Exception {
    // Given
    executor.execute(
        () -> {
          throw new IllegalStateException("thrown on purpose");
        });
    // When
    executor.execute(done::countDown);
    executor.execute(done::countDown);
    executor.execute(done::countDown);
    // Then
    assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void takesThePlaceOfTheFrameworksOwnWorkers() throws Exception {
    // Given
    ConfigurationService framework =
        ConfigurationService.newOverriddenConfigurationService(overrider -> {});
    ExecutorService own = framework.getExecutorServiceManager().reconcileExecutorService();
    // When
    FairExecutor.replaceWorkers(framework, turns);
    // Then
    assertThat(own.isTerminated()).isTrue();
    var workers = framework.getExecutorServiceManager().reconcileExecutorService();
    assertThat(workers.submit(() -> Thread.currentThread().getName()).get())
        .startsWith("llmisvc-pass-");
    framework.getExecutorServiceManager().stop(Duration.ofMinutes(1));
  }

  /** Keeps the mark of an interrupt. */
  private void spinUntilReleased(CompletableFuture<Thread> runner) {
    runner.complete(Thread.currentThread());
    while (released.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private void waitForRelease() {
    begun.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  /** Tells its namespace as those of the framework do. */
  private record Pass(String namespace, Runnable body) implements Runnable {
    @Override
    public void run() {
      body.run();
    }

    @Override
    public String toString() {
      return "ResourceID{name='llm', namespace='" + namespace + "'}";
    }
  }
}
