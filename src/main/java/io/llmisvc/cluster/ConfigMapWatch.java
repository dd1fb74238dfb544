package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One ConfigMap, that with the operator's settings. */
final class ConfigMapWatch implements AutoCloseable {
  private final Consumer<Map<String, String>> changed;
  private final Watch watch;
  private volatile @Nullable Map<String, String> annotations;

  /**
   * @param changed hears of its data, empty while it does not exist
   */
  ConfigMapWatch(KindClient client, NamespacedName name, Consumer<Map<String, String>> changed) {
    this.changed = changed;
    this.watch =
        Watch.start(
            client.in(Kind.CONFIG_MAP, name.namespace()).withField("metadata.name", name.name()),
            new Heard());
  }

  CompletableFuture<Void> synced() {
    return watch.synced();
  }

  boolean isSynced() {
    return watch.isSynced();
  }

  WatchState state() {
    return watch.state(Kind.CONFIG_MAP.plural());
  }

  /** Absent while there is none. */
  Optional<Map<String, String>> annotations() {
    return Optional.ofNullable(annotations);
  }

  @Override
  public void close() {
    watch.close();
  }

  private final class Heard implements Watch.Listener {
    @Override
    public void changed(ObjectNode object) {
      annotations = texts(object.path("metadata").path("annotations"));
      changed.accept(texts(object.path("data")));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      annotations = null;
      changed.accept(Map.of());
    }

    private static Map<String, String> texts(JsonNode members) {
      Map<String, String> texts = new LinkedHashMap<>();
      members.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
      return texts;
    }
  }
}
