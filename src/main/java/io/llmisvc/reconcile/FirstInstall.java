package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.SystemObjects;
import io.llmisvc.config.OperatorConfig;
import io.llmisvc.config.OperatorEnvironment;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ShortHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes the well-known configs and the operator's ConfigMap, when it is asked to, where there are
 * none of their names. What there is stays as it is, whoever made it: services rest on it.
 */
final class FirstInstall implements AutoCloseable {
  /** Tells one that was made by this from one that somebody else made. */
  static final String INSTALLED = "internal.serving.kserve.io/installed-hash";

  private static final Logger LOG = Logger.getLogger(FirstInstall.class);
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(1);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

  private final OperatorRuntime runtime;
  private final SystemObjects objects;
  private final String version;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("llmisvc-install").unstarted(task));

  /**
   * @param version of this operator, for who looks at what was made
   */
  FirstInstall(OperatorRuntime runtime, String version) {
    this.runtime = runtime;
    this.objects = runtime.cluster().systemObjects();
    this.version = version;
  }

  /** A term begins. */
  void begin() {
    if (runtime.settings().environment().installsPresets()) {
      next(Duration.ZERO);
    }
  }

  private void next(Duration pause) {
    if (!rounds.isShutdown()) {
      rounds.schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void round() {
    if (runtime.term().isOver()) {
      return; // the next one begins anew
    }
    if (!runtime.cluster().isKnown()) {
      next(UNTIL_KNOWN);
      return;
    }
    try {
      install();
    } catch (RuntimeException e) {
      LOG.warnf("not installed, tries again: %s", e.getMessage());
      next(AFTER_A_FAILURE);
    }
  }

  private void install() {
    List<String> others = new ArrayList<>();
    for (ObjectNode object : shipped()) {
      String hash = ShortHash.of(object.toString());
      Optional<Map<String, String>> marks = marks(object);
      if (marks.isEmpty()) {
        create(object, hash);
      } else if (!hash.equals(marks.get().get(INSTALLED))) {
        others.add(name(object));
      }
    }
    if (!others.isEmpty()) {
      LOG.infof("left as they are, not installed by this version: %s", others);
    }
  }

  private List<ObjectNode> shipped() {
    OperatorEnvironment environment = runtime.settings().environment();
    String namespace = environment.systemNamespace();
    List<ObjectNode> shipped = new ArrayList<>(List.of(OperatorConfig.shipped(namespace)));
    shipped.addAll(runtime.planner().presets(environment.configPrefix(), namespace));
    return shipped;
  }

  /** Annotations of the object that there is. */
  private Optional<Map<String, String>> marks(ObjectNode object) {
    if (object.path("kind").asText().equals("ConfigMap")) {
      return runtime.cluster().configurationMarks();
    }
    JsonNode metadata = object.path("metadata");
    return runtime
        .configEvents()
        .find(
            new NamespacedName(metadata.path("namespace").asText(), metadata.path("name").asText()))
        .map(config -> config.getMetadata().getAnnotations());
  }

  private void create(ObjectNode object, String hash) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.withObjectProperty("labels").put(Labels.VERSION, version);
    metadata.withObjectProperty("annotations").put(INSTALLED, hash);
    if (objects.create(object)) {
      LOG.infof("installed: %s", name(object));
    }
  }

  private static String name(ObjectNode object) {
    return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
