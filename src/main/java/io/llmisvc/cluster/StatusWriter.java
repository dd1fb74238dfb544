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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Map<NamespacedName, Written<R>> written = new ConcurrentHashMap<>();

  /** A watch that has not caught up by then tells of another time: that of a restored backup. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  /**
   * @param basis version of the object in the cache when it was written
   */
  private record Written<R>(R object, long basis, Instant at) {}

  StatusWriter(KindClient client, Class<S> type, Supplier<R> blank, Clock clock) {
    this.client = client.client();
    this.term = client.term();
    this.type = type;
    this.blank = blank;
    this.clock = clock;
  }

  /** The newest known status of an object that came from a cache. */
  public @Nullable S current(R cached) {
    return bound(newest(cached));
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
    String version = newest(cached).getMetadata().getResourceVersion();
    for (int attempt = 1; ; attempt++) {
      term.require();
      try {
        R answer = client.resource(copy(cached, version, status)).updateStatus();
        written.put(cached.id(), new Written<>(answer, version(cached), clock.instant()));
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
      if (live == null || !sameObject(live, cached)) {
        return false;
      }
      version = live.getMetadata().getResourceVersion();
    }
  }

  /** Lets go of what is remembered of an object that is gone. */
  public void forget(NamespacedName object) {
    written.remove(object);
  }

  private R newest(R cached) {
    Written<R> last = written.get(cached.id());
    if (last == null || !sameObject(last.object, cached)) {
      return cached;
    }
    if (version(cached) >= version(last.object)
        || version(cached) < last.basis
        || last.at.plus(REMEMBERED).isBefore(clock.instant())) {
      written.remove(cached.id());
      return cached;
    }
    return last.object;
  }

  private @Nullable S bound(R object) {
    return Trees.bind(object.getStatus(), type).orElse(null);
  }

  private R copy(R object, String version, S status) {
    R copy = blank.get();
    copy.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .withUid(object.getMetadata().getUid())
            .withResourceVersion(version)
            .build());
    copy.setStatus(RawJson.of(status));
    return copy;
  }

  private boolean sameObject(R one, R other) {
    return Objects.equals(one.getMetadata().getUid(), other.getMetadata().getUid());
  }

  private long version(R object) {
    return Long.parseLong(object.getMetadata().getResourceVersion());
  }
}
