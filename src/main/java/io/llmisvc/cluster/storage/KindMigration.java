package io.llmisvc.cluster.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.cluster.OwnDefinitions;
import io.llmisvc.cluster.Watch;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.model.naming.NamespacedName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the objects of one kind, one at a time, while their definition says that some may be
 * stored in another version than new ones; then notes there that none is. One that cannot be
 * written keeps that from being noted, and no other object from being rewritten.
 */
final class KindMigration implements Watch.Listener {
  private static final Logger LOG = Logger.getLogger(KindMigration.class);

  private final OwnObjects objects;
  private final OwnDefinitions definitions;
  private final LeaseTerm term;
  private final ScheduledExecutorService thread;
  private final Rhythm rhythm;
  private volatile @Nullable Runnable leave;

  // of the thread
  private @Nullable StoredVersions stored;
  private boolean isAtWork;
  private String wanted = "";
  private @Nullable Queue<NamespacedName> left;
  private final List<NamespacedName> failed = new ArrayList<>();
  private int failures;
  private final Set<String> told = new HashSet<>();

  /**
   * @param thread in which everything is done
   */
  KindMigration(
      OwnObjects objects,
      OwnDefinitions definitions,
      LeaseTerm term,
      ScheduledExecutorService thread,
      Rhythm rhythm) {
    this.objects = objects;
    this.definitions = definitions;
    this.term = term;
    this.thread = thread;
    this.rhythm = rhythm;
  }

  /** A term begins; in the thread. */
  void begin() {
    if (leave == null) {
      leave = definitions.follow(objects.definition(), this);
    } else {
      check();
    }
  }

  @Override
  public void changed(ObjectNode definition) {
    see(StoredVersions.of(definition));
  }

  @Override
  public void deleted(ObjectNode last, boolean missed) {
    see(null);
  }

  private void see(@Nullable StoredVersions now) {
    if (!thread.isShutdown()) {
      thread.execute(
          () -> {
            stored = now;
            check();
          });
    }
  }

  private void check() {
    if (!isAtWork && stored != null && !stored.areOne()) {
      isAtWork = true;
      wanted = "";
      failures = 0;
      told.clear();
      step();
    }
  }

  private void step() {
    StoredVersions now = stored;
    if (now == null || now.areOne() || term.isOver()) {
      isAtWork = false;
      return;
    }
    Duration pause;
    try {
      pause = advance(now);
    } catch (RuntimeException e) {
      tell("all", e);
      pause = rhythm.again(++failures);
    }
    thread.schedule(this::step, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does the next thing, and says how long to wait then. */
  private Duration advance(StoredVersions now) {
    if (!now.storage().equals(wanted)) {
      wanted = now.storage();
      left = null;
      return rhythm.heardOf();
    }
    if (left == null) {
      failed.clear();
      left = new ArrayDeque<>(objects.names());
      LOG.infof(
          "objects may be stored in versions %s, rewrites them in %s: definition=%s objects=%d",
          now.all(), wanted, objects.definition(), left.size());
    }
    NamespacedName next = left.poll();
    if (next != null) {
      rewrite(next);
      return rhythm.each();
    }
    if (!failed.isEmpty()) {
      left.addAll(failed);
      failed.clear();
      return rhythm.again(++failures);
    }
    definitions.noteStored(objects.definition(), now.resourceVersion(), wanted);
    LOG.infof("all objects are stored in %s: definition=%s", wanted, objects.definition());
    return rhythm.heardOf(); // by then the watch has told that there is nothing more to do
  }

  private void rewrite(NamespacedName object) {
    try {
      objects.rewrite(object);
    } catch (KubernetesClientException e) {
      failed.add(object);
      tell(object.toString(), e);
    }
  }

  /** Not what the client says: it may quote what an object holds. */
  private void tell(String object, RuntimeException e) {
    int code = e instanceof KubernetesClientException client ? client.getCode() : 0;
    String cause = code > 0 ? "HTTP " + code : e.getClass().getSimpleName();
    if (!thread.isShutdown() && told.add(object + " " + cause)) {
      LOG.warnf(
          "not stored in %s yet, tries again: definition=%s object=%s cause=%s",
          wanted, objects.definition(), object, cause);
    }
  }

  void close() {
    Runnable ends = leave;
    if (ends != null) {
      ends.run();
    }
  }
}
