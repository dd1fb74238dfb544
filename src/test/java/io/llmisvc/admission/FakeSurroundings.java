package io.llmisvc.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.storage.LocalModelCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A cluster of the shipped presets and what a test adds. */
final class FakeSurroundings implements Surroundings {
  final Map<NamespacedName, ObjectNode> configs = new HashMap<>();
  final List<ObjectNode> services = new ArrayList<>();
  Optional<Settings> settings = Optional.of(Settings.defaults());
  Optional<List<LocalModelCache>> localModels = Optional.empty();

  /** How many services may be looked at before patience ends. */
  int patience = Integer.MAX_VALUE;

  /** Whether something may be done that takes long. */
  boolean hasRoom = true;

  FakeSurroundings() {
    Presets.load(Presets.DEFAULT_PREFIX, Settings.defaults().systemNamespace())
        .forEach(this::config);
  }

  void config(ObjectNode config) {
    configs.put(ServiceMeta.of(config).id(), config);
  }

  @Override
  public Optional<Settings> settings() {
    return settings;
  }

  @Override
  public Settings unconfigured() {
    return Settings.defaults();
  }

  @Override
  public String settingsProblem() {
    return "ConfigMap kserve/inferenceservice-config: broken";
  }

  @Override
  public Inputs inputs(ObjectNode service, Settings settings) {
    return new Inputs(service, configs, settings, ClusterFacts.unknown());
  }

  @Override
  public Optional<List<LocalModelCache>> localModels(String namespace) {
    return localModels;
  }

  @Override
  public Stream<ObjectNode> users(NamespacedName config) {
    return services.stream();
  }

  @Override
  public <T> Optional<T> whenThereIsRoom(Supplier<T> work) {
    return hasRoom ? Optional.of(work.get()) : Optional.empty();
  }

  @Override
  public BooleanSupplier patience() {
    int[] looked = {0};
    return () -> looked[0]++ >= patience;
  }
}
