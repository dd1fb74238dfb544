package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.llmisvc.cluster.StoredConfig;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which news of configs count as changes of them; the cache is faked. */
class ConfigEventsTest {
  private final ConfigEvents events = new ConfigEvents();
  private final List<NamespacedName> changed = new ArrayList<>();

  @BeforeEach
  void attach() {
    @SuppressWarnings("unchecked")
    Cache<StoredConfig> cache = mock(Cache.class);
    events.attach(cache, changed::add);
  }

  @Test
  void areNotWhatThereIsBeforeTheStart() {
    // When
    events.onResourceCreated(config(1));
    // Then
    assertThat(changed).isEmpty();
  }

  @Test
  void areConfigsThatComeAndGo() {
    // Given
    events.start();
    // When
    events.onResourceCreated(config(1));
    events.onResourceDeleted(config(1));
    // Then
    assertThat(changed).containsExactly(config(1).id(), config(1).id());
  }

  @Test
  void areNewSpecsAndNoNewStatuses() {
    // Given
    events.start();
    // When
    events.onResourceUpdated(config(1), config(1));
    // Then
    assertThat(changed).isEmpty();
    // When
    events.onResourceUpdated(config(2), config(1));
    // Then
    assertThat(changed).containsExactly(config(1).id());
  }

  private static StoredConfig config(long generation) {
    StoredConfig config = new StoredConfig();
    config.getMetadata().setNamespace("ns");
    config.getMetadata().setName("base");
    config.getMetadata().setGeneration(generation);
    return config;
  }
}
