package io.llmisvc.dev.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.testing.LiveObject;
import io.llmisvc.testing.ServedWatches;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** How far the operator is with the services that there are. */
final class ServiceProgress implements AutoCloseable {
  private static final String KIND = "LLMInferenceService";

  private final Map<String, State> services = new ConcurrentHashMap<>();
  private final ServedWatches watches;

  /**
   * @param why what keeps it from being ready
   */
  private record State(String name, boolean isObserved, boolean isReady, String why) {}

  private ServiceProgress(KubernetesClient client) {
    this.watches =
        new ServedWatches(
            client,
            kind -> kind.kind().equals(KIND),
            new ServedWatches.Listener() {
              @Override
              public void changed(LiveObject object) {
                services.put(object.uid(), state(object));
              }

              @Override
              public void deleted(LiveObject object) {
                services.remove(object.uid());
              }
            });
  }

  static ServiceProgress start(KubernetesClient client) {
    ServiceProgress progress = new ServiceProgress(client);
    progress.watches.start();
    return progress;
  }

  int count() {
    return services.size();
  }

  /** With a status about their newest generation. */
  int observed() {
    return count(State::isObserved);
  }

  int ready() {
    return count(State::isReady);
  }

  /** Of one service that is not ready. */
  Optional<String> example() {
    return services.values().stream()
        .filter(state -> !state.isReady())
        .map(state -> state.name() + ": " + state.why())
        .findFirst();
  }

  @Override
  public String toString() {
    return "%d services, %d with a status, %d Ready".formatted(count(), observed(), ready());
  }

  @Override
  public void close() {
    watches.close();
  }

  private int count(Predicate<State> which) {
    return (int) services.values().stream().filter(which).count();
  }

  private static State state(LiveObject object) {
    JsonNode status = object.object().path("status");
    long generation = object.object().at("/metadata/generation").asLong();
    boolean isObserved = status.path("observedGeneration").asLong(-1) == generation;
    Optional<JsonNode> ready =
        StreamSupport.stream(status.path("conditions").spliterator(), false)
            .filter(condition -> condition.path("type").asText().equals("Ready"))
            .findFirst();
    return new State(
        object.namespace() + "/" + object.name(),
        isObserved,
        isObserved && ready.map(c -> c.path("status").asText().equals("True")).orElse(false),
        ready.map(c -> c.path("message").asText()).orElse("no status"));
  }
}
