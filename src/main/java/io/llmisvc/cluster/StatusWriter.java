package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.model.naming.NamespacedName;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the status of one kind, whole, and only when it differs from the newest known one. The
 * answers are remembered until the watch has caught up, so that the next pass starts from them.
 */
public final class StatusWriter<S, R extends Stored> {
  private static final int ATTEMPTS = 5;

  private final KubernetesClient client;
  private final LeaseTerm term;
  private final Class<S> type;
  private final Supplier<R> blank;
  private final Clock clock;

  /** In the order of time. */
  private final Map<NamespacedName, Written> written = new LinkedHashMap<>();

  /** A watch that has not caught up by then tells of another time: that of a restored backup. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /** What is remembered of an object. */
  private record State(String uid, long version, @Nullable RawJson status) {
    static State of(Stored object) {
      return new State(
          object.getMetadata().getUid(),
          Long.parseLong(object.getMetadata().getResourceVersion()),
          object.getStatus());
    }

    /** True when both are of one object. */
    boolean isOf(State other) {
      return Objects.equals(uid, other.uid);
    }
  }

  /**
   * @param basis version of the object in the cache when it was written
   */
  private record Written(State state, long basis, Instant at) {}

  StatusWriter(KindClient client, Class<S> type, Supplier<R> blank, Clock clock) {
    this.client = client.client();
    this.term = client.term();
    this.type = type;
    this.blank = blank;
    this.clock = clock;
  }

  /** The newest known status of an object that came from a cache. */
  public @Nullable S current(R cached) {
    return ClientTrees.bind(newest(cached).status(), type).orElse(null);
  }

  /**
   * @return false when the status already is this one, or the object is gone
   * @throws KubernetesClientException when it cannot be written, or this operator does not lead
   */
  public boolean write(R cached, S status) {
    return write(cached, current(cached), status);
  }

  /** As {@link #write(Stored, Object)}, for who knows what {@link #current} says. */
  public boolean write(R cached, @Nullable S current, S status) {
    if (Objects.equals(current, status)) {
      return false;
    }
    State known = State.of(cached);
    long version = newest(cached).version();
    for (int attempt = 1; ; attempt++) {
      term.require();
      try {
        R answer = client.resource(copy(cached, version, status)).updateStatus();
        remember(cached.id(), new Written(State.of(answer), known.version(), clock.instant()));
        return true;
      } catch (KubernetesClientException e) {
        if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
          return false;
        }
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
          throw e;
        }
      }
      R live = client.resource(cached).get();
      if (live == null || !State.of(live).isOf(known)) {
        return false;
      }
      version = State.of(live).version();
    }
  }

  /** Lets go of what is remembered of an object that is gone. */
  public synchronized void forget(NamespacedName object) {
    written.remove(object);
  }

  private synchronized void remember(NamespacedName object, Written now) {
    written.remove(object);
    written.put(object, now);
    Iterator<Written> eldest = written.values().iterator();
    while (eldest.hasNext() && isPast(eldest.next())) {
      eldest.remove();
    }
  }

  private synchronized State newest(R cached) {
    State state = State.of(cached);
    Written last = written.get(cached.id());
    if (last == null || !last.state.isOf(state)) {
      return state;
    }
    if (state.version >= last.state.version || state.version < last.basis || isPast(last)) {
      written.remove(cached.id());
      return state;
    }
    return last.state;
  }

  private boolean isPast(Written written) {
    return written.at.plus(REMEMBERED).isBefore(clock.instant());
  }

  private R copy(R object, long version, S status) {
    R copy = blank.get();
    copy.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .withUid(object.getMetadata().getUid())
            .withResourceVersion(Long.toString(version))
            .build());
    copy.setStatus(RawJson.of(status));
    return copy;
  }
}
