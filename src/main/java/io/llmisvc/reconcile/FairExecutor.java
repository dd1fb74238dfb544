package io.llmisvc.reconcile;

import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Runs the framework's passes in the order of {@link NamespaceTurns}. All that a pass does is
 * covered, also what the framework writes before and after it. Who has to wait, waits in a line and
 * in no thread.
 */
final class FairExecutor extends AbstractExecutorService {
  /** A pass that runs longer waits for something. */
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final NamespaceTurns turns;
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons("llmisvc-pass-"));
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, daemons("llmisvc-watch-"));
  private volatile boolean stopping;

  FairExecutor(NamespaceTurns turns) {
    this.turns = turns;
    watch.setRemoveOnCancelPolicy(true);
  }

  /**
   * Gives the framework our workers, before it starts. It makes its own together with its
   * configuration, keeps them in one place, and takes others there only after a stop.
   */
  static void replaceWorkers(ConfigurationService framework, NamespaceTurns turns) {
    ExecutorServiceManager workers = framework.getExecutorServiceManager();
    workers.stop(Duration.ZERO);
    workers.start(
        ConfigurationService.newOverriddenConfigurationService(
            framework, ours -> ours.withExecutorService(new FairExecutor(turns))));
  }

  @Override
  public void execute(Runnable pass) {
    if (stopping) {
      throw new RejectedExecutionException("the operator stops");
    }
    turns.enter(namespace(pass), pass);
    serve();
  }

  private void serve() {
    for (var turn = turns.next(); turn != null; turn = turns.next()) {
      NamespaceTurns.Turn next = turn;
      threads.execute(() -> run(next));
    }
  }

  private void run(NamespaceTurns.Turn turn) {
    Future<?> alarm = watch.schedule(() -> takesLong(turn), SLOW.toMillis(), TimeUnit.MILLISECONDS);
    try {
      turn.pass().run();
    } finally {
      alarm.cancel(false);
      turns.leave(turn);
      serve();
      endWhenIdle();
    }
  }

  private void takesLong(NamespaceTurns.Turn turn) {
    turns.takesLong(turn);
    serve();
  }

  /**
   * The framework's passes say in their text which object they are about, and nowhere else. What
   * says nothing shares one line.
   */
  static String namespace(Runnable pass) {
    String mark = "namespace='";
    String text = pass.toString();
    int start = text.indexOf(mark);
    int end = start < 0 ? -1 : text.indexOf('\'', start + mark.length());
    return end < 0 ? "" : text.substring(start + mark.length(), end);
  }

  @Override
  public void shutdown() {
    stopping = true;
    endWhenIdle();
  }

  private void endWhenIdle() {
    if (stopping && turns.isIdle()) {
      watch.shutdownNow();
      threads.shutdown();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    stopping = true;
    watch.shutdownNow();
    List<Runnable> waiting = turns.giveUp(); // before a pass that is interrupted serves the next
    threads.shutdownNow();
    return waiting;
  }

  @Override
  public boolean isShutdown() {
    return stopping;
  }

  @Override
  public boolean isTerminated() {
    return threads.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return threads.awaitTermination(timeout, unit);
  }

  private static ThreadFactory daemons(String name) {
    return Thread.ofPlatform().daemon().name(name, 0).factory();
  }
}
