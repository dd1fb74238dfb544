package io.llmisvc.reconcile;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.llmisvc.cluster.ClientFormat;
import io.llmisvc.cluster.StoredConfig;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A cache of configs that has one of every name.
 *
 * @param edits how often somebody has edited them, each time to another account
 */
record FakeConfigs(IntSupplier edits) implements Cache<StoredConfig> {
  @Override
  public Optional<StoredConfig> get(ResourceID id) {
    int edit = edits.getAsInt();
    StoredConfig config =
        ClientFormat.serialization()
            .unmarshal(
                """
                spec: {template: {serviceAccountName: account-%d, containers: [{name: main, image: "i:1"}]}}
                """
                    .formatted(edit),
                StoredConfig.class);
    config.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(id.getNamespace().orElseThrow())
            .withName(id.getName())
            .withResourceVersion(String.valueOf(edit))
            .build());
    return Optional.of(config);
  }

  @Override
  public Stream<ResourceID> keys() {
    return Stream.empty();
  }

  @Override
  public Stream<StoredConfig> list(Predicate<StoredConfig> predicate) {
    return Stream.empty();
  }
}
