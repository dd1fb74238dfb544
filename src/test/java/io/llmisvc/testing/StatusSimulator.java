package io.llmisvc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * For benchmarks only: says of each workload, route and pool that it is ready, as soon as it
 * changes, without pods and without looking at any other object. So thousands cost little.
 *
 * <p>Every pool is accepted by the same Gateways, and every route by those that it names.
 */
public final class StatusSimulator implements AutoCloseable {
  private static final Set<String> KINDS =
      Set.of("Deployment", "LeaderWorkerSet", "HTTPRoute", "InferencePool");
  private static final String CONTROLLER = "llmisvc.dev/simulated-gateway-controller";
  private static final int WRITERS = 4;
  private static final long RETRY_MILLIS = 500;
  private static final int NOT_FOUND = 404;

  private final KubernetesClient client;
  private final boolean isWriting;
  private final List<Gateway> gateways;

  /** The generation that a status was written for, or that waits for its turn. */
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  private final ServedWatches watches;
  private final ScheduledExecutorService writers =
      Executors.newScheduledThreadPool(
          WRITERS, task -> Thread.ofPlatform().daemon().name("status-simulator").unstarted(task));

  /** A Gateway that accepts every pool. */
  public record Gateway(String namespace, String name) {}

  private StatusSimulator(KubernetesClient client, boolean isWriting, List<Gateway> gateways) {
    this.client = client;
    this.isWriting = isWriting;
    this.gateways = List.copyOf(gateways);
    this.watches =
        new ServedWatches(
            client,
            kind -> KINDS.contains(kind.kind()),
            new ServedWatches.Listener() {
              @Override
              public void changed(LiveObject object) {
                take(object);
              }

              @Override
              public void deleted(LiveObject object) {
                seen.remove(object.uid());
              }
            });
  }

  /**
   * @param admin may do everything; it stays the caller's to close
   * @param isWriting false to count only
   */
  public static StatusSimulator start(
      KubernetesClient admin, boolean isWriting, List<Gateway> gateways) {
    StatusSimulator simulator = new StatusSimulator(admin, isWriting, gateways);
    simulator.watches.start();
    return simulator;
  }

  /** How many of these objects there are. */
  public int count() {
    return seen.size();
  }

  @Override
  public void close() {
    watches.close();
    writers.shutdownNow();
  }

  private void take(LiveObject object) {
    Long before = seen.put(object.uid(), generation(object));
    if (isWriting && (before == null || before != generation(object))) {
      run(() -> write(object));
    }
  }

  private void run(Runnable step) {
    try {
      writers.execute(() -> attempt(step));
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: nobody waits for it.
    }
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND && !writers.isShutdown()) {
        var unused = writers.schedule(() -> attempt(step), RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void write(LiveObject object) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.set("status", status(object));
    client
        .genericKubernetesResources(object.kind().context())
        .inNamespace(object.namespace())
        .withName(object.name())
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
  }

  private ObjectNode status(LiveObject object) {
    return switch (object.kind().kind()) {
      case "Deployment" -> deployment(object);
      case "LeaderWorkerSet" -> set(object);
      case "HTTPRoute" -> route(object);
      default -> pool(object);
    };
  }

  private ObjectNode deployment(LiveObject object) {
    int replicas = replicas(object);
    return conditions(object, "Available", "Progressing")
        .put("observedGeneration", generation(object))
        .put("replicas", replicas)
        .put("updatedReplicas", replicas)
        .put("readyReplicas", replicas)
        .put("availableReplicas", replicas);
  }

  private ObjectNode set(LiveObject object) {
    int replicas = replicas(object);
    return conditions(object, "Available")
        .put("replicas", replicas)
        .put("updatedReplicas", replicas)
        .put("readyReplicas", replicas);
  }

  private ObjectNode route(LiveObject object) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ArrayNode parents = status.putArray("parents");
    for (JsonNode parent : object.object().at("/spec/parentRefs")) {
      ObjectNode answer = conditions(object, "Accepted", "ResolvedRefs");
      answer.set("parentRef", parent.deepCopy());
      parents.add(answer.put("controllerName", CONTROLLER));
    }
    return status;
  }

  private ObjectNode pool(LiveObject object) {
    boolean isStable = object.kind().version().equals("v1");
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ArrayNode parents = status.putArray(isStable ? "parents" : "parent");
    for (Gateway gateway : gateways) {
      ObjectNode answer = conditions(object, "Accepted", "ResolvedRefs");
      answer
          .putObject("parentRef")
          .put("group", "gateway.networking.k8s.io")
          .put("kind", "Gateway")
          .put("namespace", gateway.namespace())
          .put("name", gateway.name());
      parents.add(isStable ? answer.put("controllerName", CONTROLLER) : answer);
    }
    return status;
  }

  private static ObjectNode conditions(LiveObject object, String... types) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    ArrayNode conditions = status.putArray("conditions");
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    for (String type : types) {
      ObjectNode condition =
          conditions
              .addObject()
              .put("type", type)
              .put("status", "True")
              .put("reason", type)
              .put("message", "simulated")
              .put("lastTransitionTime", now);
      if (!object.kind().kind().equals("Deployment")) {
        condition.put("observedGeneration", generation(object));
      }
    }
    return status;
  }

  private static int replicas(LiveObject object) {
    return object.object().at("/spec/replicas").asInt(1);
  }

  private static long generation(LiveObject object) {
    return object.object().at("/metadata/generation").asLong();
  }
}
