package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.Operator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Starts the framework, which waits for its first lists for as long as the API server gives none,
 * and then the leader. All else is read meanwhile. In a thread of its own, for Quarkus stops
 * nothing before it has started.
 */
@Singleton
final class FrameworkStart {
  private static final Logger LOG = Logger.getLogger(FrameworkStart.class);
  private static final int AFTER_ALL = Interceptor.Priority.LIBRARY_AFTER + 500;
  private static final int BEFORE_ALL = 1;
  private static final int FAILED = 1;
  private static final Duration LAST_CALL = Duration.ofSeconds(5);

  private final OperatorRuntime runtime;
  private final Operator operator;
  private final Leader leader;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("llmisvc-start").unstarted(this::run);
  private volatile boolean isDone;
  private volatile boolean isStopping;

  @Inject
  FrameworkStart(OperatorRuntime runtime, Operator operator, Leader leader) {
    this.runtime = runtime;
    this.operator = operator;
    this.leader = leader;
  }

  void start(@Observes @Priority(AFTER_ALL) StartupEvent started) {
    thread.start();
  }

  private void run() {
    try {
      runtime.read();
      operator.start();
    } catch (RuntimeException | Error e) {
      if (!isStopping) {
        LOG.error("the operator cannot start", e);
        Quarkus.asyncExit(FAILED);
      }
      return;
    }
    if (!isStopping) {
      isDone = true;
      runtime.followRest();
      leader.start();
    }
  }

  /** Whether all parts of the operator are put together, and it began to read the cluster. */
  boolean isBegun() {
    return thread.getState() != Thread.State.NEW;
  }

  boolean isStopping() {
    return isStopping;
  }

  /** Whether services and configs were listed. */
  boolean isDone() {
    return isDone;
  }

  /** The lease goes first: whoever waits for it leads at once. */
  void letGo(@Observes @Priority(BEFORE_ALL) ShutdownEvent stopping) throws InterruptedException {
    isStopping = true;
    thread.interrupt();
    thread.join(LAST_CALL);
    leader.stop();
  }

  void stop(@Observes ShutdownEvent stopping) {
    operator.stop();
  }
}
