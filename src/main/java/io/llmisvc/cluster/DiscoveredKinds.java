package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.model.naming.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks the API server from time to time. That needs no right; kinds of Kubernetes itself cannot be
 * followed in another way, and CustomResourceDefinitions, which are in no namespace, cannot be
 * watched by who works in some namespaces only.
 */
final class DiscoveredKinds implements ServedKinds {
  private static final Logger LOG = Logger.getLogger(DiscoveredKinds.class);
  private static final long AGAIN_SECONDS = 30;

  private final KubernetesClient client;
  private final Set<Kind> optional;
  private final Runnable changed;
  private final CompletableFuture<Void> known = new CompletableFuture<>();
  private final ScheduledExecutorService looks;
  private volatile Set<Kind> served = EnumSet.noneOf(Kind.class);

  /**
   * @param optional the kinds that are asked for
   */
  DiscoveredKinds(KubernetesClient client, Set<Kind> optional, Runnable changed) {
    this(
        client,
        optional,
        changed,
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("llmisvc-discovery").unstarted(task)));
  }

  /**
   * @param looks runs the looks, and ends with this
   */
  DiscoveredKinds(
      KubernetesClient client,
      Set<Kind> optional,
      Runnable changed,
      ScheduledExecutorService looks) {
    this.client = client;
    this.optional = Set.copyOf(optional);
    this.changed = changed;
    this.looks = looks;
  }

  @Override
  public CompletableFuture<Void> start() {
    looks.scheduleWithFixedDelay(this::look, 0, AGAIN_SECONDS, TimeUnit.SECONDS);
    return known;
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

  /** What cannot be asked stays as it was. */
  private void look() {
    try {
      Set<Kind> now = discovered();
      boolean differs = !now.equals(served);
      served = now;
      known.complete(null);
      if (differs) {
        changed.run();
      }
    } catch (RuntimeException e) {
      LOG.warnf("cannot ask which kinds are served, trying again: cause=%s", e.getMessage());
    }
  }

  private Set<Kind> discovered() {
    Map<String, Set<String>> byVersion = new HashMap<>();
    Set<Kind> found = EnumSet.noneOf(Kind.class);
    optional.stream()
        .filter(
            kind ->
                byVersion
                    .computeIfAbsent(kind.apiVersion(), version -> resources(client, version))
                    .contains(kind.plural()))
        .forEach(found::add);
    return found;
  }

  /** The plural names of what is served in a version; none when it is not known. */
  static Set<String> resources(KubernetesClient client, String apiVersion) {
    APIResourceList resources = client.getApiResources(apiVersion);
    Set<String> names = new TreeSet<>();
    if (resources != null) {
      resources.getResources().forEach(resource -> names.add(resource.getName()));
    }
    return names;
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
