package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.naming.NamespacedName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One thing that services refer to, what is known of it, and who wants to hear of a change. An
 * answer once given stays until a newer one is read.
 */
final class WatchedReference {
  private final Reference reference;
  private final Set<NamespacedName> followers = new HashSet<>();
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private @Nullable List<ObjectNode> answer;
  private boolean late;
  private long asked;
  private boolean reading;

  WatchedReference(Reference reference) {
    this.reference = reference;
  }

  Reference reference() {
    return reference;
  }

  synchronized void follow(NamespacedName service) {
    followers.add(service);
  }

  /** True when nobody follows any more. */
  synchronized boolean leave(NamespacedName service) {
    followers.remove(service);
    return followers.isEmpty();
  }

  synchronized Optional<List<ObjectNode>> answer() {
    return Optional.ofNullable(answer);
  }

  /**
   * Waits for the first attempt to read, not for ever, and once only: who asks later does not wait
   * again. When there is no answer by then, the followers hear of it when it comes.
   */
  void await(long nanos) {
    try {
      tried.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      tried.complete(null); // whoever waits goes on without
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      late = answer == null;
    }
  }

  /** Notes that what is known may be old; true when the caller is to read it. */
  synchronized boolean ask() {
    asked++;
    if (reading) {
      return false;
    }
    reading = true;
    return true;
  }

  synchronized long asked() {
    return asked;
  }

  /** The reading is over, unless it was asked for again since then. */
  synchronized boolean isDone(long since) {
    if (asked != since) {
      return false;
    }
    reading = false;
    return true;
  }

  /**
   * Takes what was read.
   *
   * @return who must hear of it: nobody when it is what was known, or when somebody waits for it
   */
  synchronized Set<NamespacedName> take(List<ObjectNode> read) {
    boolean news = answer == null ? late : !answer.equals(read);
    answer = read;
    tried.complete(null);
    return news ? Set.copyOf(followers) : Set.of();
  }

  /** It cannot be read now; whoever waits goes on without. */
  synchronized void giveUp() {
    reading = false;
    tried.complete(null);
  }
}
