package io.llmisvc.cluster.lease;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Contends for the lease until it is stopped: who lost it, by an outage or to another, contends
 * again. Extends the {@link LeaseTerm} while it holds the lease.
 */
public final class LeaderElection {
  private static final Logger LOG = Logger.getLogger(LeaderElection.class);
  private static final Duration RELEASE = Duration.ofSeconds(5);

  /** Longer than a round with all its requests takes at most. */
  private static final Duration HANGS = Duration.ofMinutes(2);

  private final KubernetesClient client;
  private final LeaseRecord lease;
  private final LeaseTerm term;
  private final Timing timing;
  private final Listener listener;
  private final Revisions revisions = new Revisions();
  private final Sightings sightings = new Sightings();
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-election").unstarted(task));

  private volatile boolean isStarted;
  private volatile long lastRound;

  // of the thread of the rounds
  private @Nullable Lease ours;
  private boolean isLeading;
  private boolean isStopped;
  private String told = "";

  /**
   * What an election tells; nothing of it may block.
   *
   * @param begins runs each time that a term begins
   * @param restored runs when the API server's data was restored from a backup: what watches tell
   *     from then on does not fit what they told
   */
  public record Listener(Runnable begins, Runnable restored) {}

  /**
   * @param client of the election alone: renewals wait for nothing else. It is closed at the end
   */
  public LeaderElection(
      KubernetesClient client, Candidacy candidacy, LeaseTerm term, Listener listener) {
    this.client = client;
    this.lease =
        new LeaseRecord(client, candidacy.lease(), candidacy.identity(), Clock.systemUTC());
    this.term = term;
    this.timing = candidacy.timing();
    this.listener = listener;
  }

  /** Called once. */
  public void start() {
    lastRound = term.now();
    isStarted = true;
    rounds.execute(this::round);
  }

  /**
   * Ends the term, so that no write begins any more, and lets go of the lease when those that began
   * have ended. The lease is kept meanwhile.
   *
   * @param writesEnded waits until they have; false when it did not see that, and then the lease is
   *     left to run out
   */
  public void stop(BooleanSupplier writesEnded) {
    term.close();
    if (rounds.isShutdown()) {
      return;
    }
    boolean isSafe = writesEnded.getAsBoolean();
    Future<?> released = rounds.submit(() -> release(isSafe));
    try {
      released.get(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the lease is not released and will run out", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rounds.shutdownNow();
    client.close();
  }

  /** False when it was started, nobody stopped it, and no round has begun for long. */
  public boolean isAlive() {
    return !isStarted || rounds.isShutdown() || term.now() - lastRound < HANGS.toNanos();
  }

  private void round() {
    lastRound = term.now();
    if (isStopped) {
      return;
    }
    try {
      contend();
      told = "";
    } catch (RuntimeException e) {
      ours = null; // what it is now is read again
      tell(e);
    } finally {
      noticeLoss();
      next();
    }
  }

  private void contend() {
    long sent = term.now();
    @Nullable Lease before = ours != null ? ours : lease.read().orElse(null);
    if (before != null && revisions.wentBack(before)) {
      LOG.error("the API server tells of an earlier time: its data was restored from a backup");
      listener.restored().run();
    }
    if (before != null && !isFree(before)) {
      term.end();
      return;
    }
    ours = lease.take(before, timing.lease());
    sightings.forget();
    if (term.extend(sent, timing)) {
      isLeading = true;
      LOG.infof("leads now: lease transitions=%d", ours.getSpec().getLeaseTransitions());
      listener.begins().run();
    }
  }

  private boolean isFree(Lease found) {
    return lease.isOurs(found)
        || LeaseRecord.isNobodys(found)
        || sightings.hasRunOut(found, term.now());
  }

  private void noticeLoss() {
    if (isLeading && term.isOver()) {
      isLeading = false;
      LOG.warn("leads no longer: the lease could not be renewed in time; contends for it again");
    }
  }

  private void next() {
    Duration pause = ours != null ? timing.renewal() : timing.look();
    if (!rounds.isShutdown()) {
      rounds.schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void release(boolean isSafe) {
    isStopped = true;
    if (ours == null) {
      return;
    }
    if (!isSafe) {
      LOG.warn("a pass has not ended: the lease is left to run out");
      return;
    }
    try {
      lease.release(ours);
      LOG.info("the lease is released");
    } catch (KubernetesClientException e) {
      LOG.warnf("the lease is not released and will run out: %s", e.getMessage());
    }
  }

  private void tell(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    if (!isConflict(e) && !message.equals(told)) {
      told = message;
      LOG.warnf("the lease cannot be read or written: %s", message);
    }
  }

  private static boolean isConflict(RuntimeException e) {
    return e instanceof KubernetesClientException client
        && client.getCode() == HttpURLConnection.HTTP_CONFLICT;
  }
}
