package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.model.naming.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks the API server from time to time. That needs no right; kinds of Kubernetes itself cannot be
 * followed in another way, and CustomResourceDefinitions, which are in no namespace, cannot be
 * watched by who works in some namespaces only.
 */
final class DiscoveredKinds implements ServedKinds {
  private static final Logger LOG = Logger.getLogger(DiscoveredKinds.class);
  private static final long SOON_SECONDS = 30;
  private static final long SELDOM_SECONDS = 600;

  private final ApiDiscovery discovery;
  private final Set<Kind> optional;
  private final Runnable changed;
  private final long again;
  private final CompletableFuture<Void> known = new CompletableFuture<>();
  private final ScheduledExecutorService looks;
  private volatile Set<Kind> served = EnumSet.noneOf(Kind.class);

  /**
   * @param optional the kinds that are asked for
   * @param again in seconds, after a look that was answered
   * @param looks runs the looks, and ends with this
   */
  DiscoveredKinds(
      ApiDiscovery discovery,
      Set<Kind> optional,
      Runnable changed,
      long again,
      ScheduledExecutorService looks) {
    this.discovery = discovery;
    this.optional = Set.copyOf(optional);
    this.changed = changed;
    this.again = again;
    this.looks = looks;
  }

  /** All optional kinds; who installs one waits for half a minute. */
  static DiscoveredKinds all(KubernetesClient client, Runnable changed) {
    return new DiscoveredKinds(
        ApiDiscovery.of(client),
        Kind.optional().collect(Collectors.toSet()),
        changed,
        SOON_SECONDS,
        thread());
  }

  /** Kinds of Kubernetes itself; they come and go when an API server starts with other settings. */
  static DiscoveredKinds builtIn(KubernetesClient client, Runnable changed) {
    Set<Kind> kinds = Kind.optional().filter(kind -> !kind.isDefined()).collect(Collectors.toSet());
    return new DiscoveredKinds(ApiDiscovery.of(client), kinds, changed, SELDOM_SECONDS, thread());
  }

  private static ScheduledExecutorService thread() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().daemon().name("llmisvc-discovery").unstarted(task));
  }

  @Override
  public Look start() {
    lookIn(0);
    return new Look(known, known);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nothing comes of a look but what it notes.
  private void lookIn(long seconds) {
    looks.schedule(this::look, seconds, TimeUnit.SECONDS);
  }

  @Override
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>();
    if (!known.isDone()) {
      optional.forEach(kind -> unread.add(kind.plural() + "." + kind.group()));
    }
    return unread;
  }

  @Override
  public Set<Kind> current() {
    return EnumSet.copyOf(served);
  }

  @Override
  public List<WatchState> watches() {
    return List.of();
  }

  private void look() {
    lookIn(isAnswered() ? again : SOON_SECONDS);
  }

  /** What cannot be asked stays as it was. */
  private boolean isAnswered() {
    try {
      Set<Kind> now = discovery.served(optional).join();
      boolean differs = !now.equals(served);
      served = now;
      known.complete(null);
      if (differs) {
        changed.run();
      }
      return true;
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.warnf("cannot ask which kinds are served, trying again: cause=%s", cause.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
