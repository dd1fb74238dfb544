package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One CustomResourceDefinition. Only its metadata is watched, for with its schemas it may have
 * megabytes; it is read when that changed, and again until it could be.
 */
final class FollowedDefinition implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FollowedDefinition.class);
  private static final long AGAIN_SECONDS = 1;

  private final Definitions definitions;
  private final String name;
  private final Listener listener;
  private final CompletableFuture<Void> known = new CompletableFuture<>();

  /** Absent while it begins: what it hears of may be read before it is noted here. */
  private volatile @Nullable Watch watch;

  /**
   * The last change that was heard of, by identity; absent when there is none, or it is deleted.
   */
  private volatile @Nullable Object latest;

  // of the thread
  private boolean isAsked;

  /** Who hears of it, in the thread of the reads, without schemas. */
  interface Listener extends Watch.Listener {
    /** Asked before it is read for the first time: whether that tells nothing new. */
    default boolean knowsAlready() {
      return false;
    }

    /** There is none at the start. */
    default void absent() {}
  }

  /**
   * @param name {@code PLURAL.GROUP}
   */
  FollowedDefinition(Definitions definitions, String name, Listener listener) {
    this.definitions = definitions;
    this.name = name;
    this.listener = listener;
    Watch begun = definitions.watch(name, new Metadata());
    this.watch = begun;
    begun.synced().thenRunAsync(this::synced, definitions.reads());
  }

  /** Completes when the state at the start was told. */
  CompletableFuture<Void> known() {
    return known;
  }

  WatchState state() {
    String resource = Definitions.CONTEXT.getPlural();
    Watch begun = watch;
    return begun == null ? new WatchState(resource, false, false) : begun.state(resource);
  }

  @Override
  public void close() {
    latest = null;
    Watch begun = watch;
    if (begun != null) {
      begun.close();
    }
  }

  private void synced() {
    if (latest == null) {
      listener.absent();
      known.complete(null);
    }
  }

  private void read(Object change) {
    if (latest != change || state().isDead()) {
      return;
    }
    try {
      if (!isFirst() || !listener.knowsAlready()) {
        tell(change, definitions.read(name));
      }
      known.complete(null);
    } catch (RuntimeException e) {
      if (!state().isDead()) { // as it is when its client was closed
        LOG.warnf(
            "cannot read a CustomResourceDefinition, trying again: name=%s cause=%s",
            name, e.getMessage());
        definitions.reads().schedule(() -> read(change), AGAIN_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private boolean isFirst() {
    boolean isFirst = !isAsked;
    isAsked = true;
    return isFirst;
  }

  /** One that is gone meanwhile is told by the watch. */
  private void tell(Object change, Optional<ObjectNode> definition) {
    if (latest == change) {
      definition.ifPresent(listener::changed);
    }
  }

  private final class Metadata implements Watch.Listener {
    @Override
    public void changed(ObjectNode metadata) {
      Object change = new Object();
      latest = change;
      definitions.reads().execute(() -> read(change));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      latest = null;
      definitions
          .reads()
          .execute(
              () -> {
                listener.deleted(last, missed);
                known.complete(null);
              });
    }
  }
}
