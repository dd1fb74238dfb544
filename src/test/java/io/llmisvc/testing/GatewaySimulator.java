package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * For development and tests only: plays the one controller that cannot run beside an API server,
 * that of Gateways, without carrying any request.
 *
 * <p>GatewayClasses and Gateways become ready, routes and InferencePools become accepted by the
 * Gateways that exist. It follows CustomResourceDefinitions that come and go.
 */
public final class GatewaySimulator implements AutoCloseable {
  private static final Set<String> KINDS =
      Set.of("GatewayClass", "Gateway", "HTTPRoute", "InferencePool");

  /** Gateways of this class have no controller. */
  public static final String CLASS_OF_NOBODY = "nobody";

  /** What has this label, with any value, has a controller of its own. */
  public static final String NOT_MINE = "llmisvc.dev/not-simulated";

  private static final long RETRY_MILLIS = 500;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final KnownObjects known = new KnownObjects();
  private final ServedWatches watches;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("gateway-simulator").unstarted(task));

  private GatewaySimulator(KubernetesClient client) {
    this.client = client;
    this.watches =
        new ServedWatches(
            client,
            kind -> KINDS.contains(kind.kind()),
            new ServedWatches.Listener() {
              @Override
              public void changed(LiveObject object) {
                run(() -> take(object));
              }

              @Override
              public void deleted(LiveObject object) {
                run(() -> drop(object));
              }
            });
  }

  /**
   * Returns when it has begun; what it does comes soon after.
   *
   * @param admin may do everything; it stays the caller's to close
   */
  public static GatewaySimulator start(KubernetesClient admin) {
    GatewaySimulator simulator = new GatewaySimulator(admin);
    simulator.watches.start();
    return simulator;
  }

  @Override
  public void close() {
    watches.close();
    worker.shutdownNow();
  }

  private void take(LiveObject object) {
    known.put(object);
    refresh();
  }

  private void drop(LiveObject object) {
    known.remove(object);
    refresh();
  }

  /** The status of one depends on others. */
  private void refresh() {
    KINDS.forEach(kind -> known.ofKind(kind).forEach(this::makeReady));
  }

  private void makeReady(LiveObject object) {
    if (CLASS_OF_NOBODY.equals(object.object().at("/spec/gatewayClassName").asText())
        || object.object().at("/metadata/labels").has(NOT_MINE)) {
      return;
    }
    run(() -> known.current(object).ifPresent(this::writeStatus));
  }

  private void writeStatus(LiveObject object) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectNode status = new ReadyStatus(known, now).of(object);
    if (says(object.object().path("status"), status)) {
      return;
    }
    ObjectNode patch = status.objectNode().set("status", status);
    GenericKubernetesResource written =
        resource(object)
            .subresource("status")
            .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    known.put(new LiveObject(object.kind(), watches.tree(written)));
  }

  private Resource<GenericKubernetesResource> resource(LiveObject object) {
    var all = client.genericKubernetesResources(object.kind().context());
    NonNamespaceOperation<GenericKubernetesResource, ?, Resource<GenericKubernetesResource>> some =
        object.kind().namespaced() ? all.inNamespace(object.namespace()) : all;
    return some.withName(object.name());
  }

  /** Everything happens on one thread, in order; what the API server did not answer comes again. */
  private void run(Runnable step) {
    try {
      worker.execute(() -> attempt(step));
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nobody waits for it.
    }
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (KubernetesClientException e) {
      boolean isSettled = e.getCode() == NOT_FOUND || e.getCode() == CONFLICT;
      if (!isSettled && !worker.isShutdown()) {
        var unused = worker.schedule(() -> attempt(step), RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Whether a status says all of another one, times left aside. */
  private static boolean says(JsonNode live, JsonNode wanted) {
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .allMatch(
              field ->
                  field.getKey().equals("lastTransitionTime")
                      || says(live.path(field.getKey()), field.getValue()));
    }
    if (!wanted.isArray()) {
      return live.equals(wanted) || live.asText().equals(wanted.asText());
    }
    if (live.size() != wanted.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!says(live.get(i), wanted.get(i))) {
        return false;
      }
    }
    return true;
  }
}
