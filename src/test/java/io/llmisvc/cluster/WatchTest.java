package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

/** When a watch counts as synced and what it tells, with the client's informer played. */
@SuppressWarnings("unchecked")
class WatchTest {
  private final Informable<GenericKubernetesResource> selection = mock(Informable.class);
  private final SharedIndexInformer<GenericKubernetesResource> informer =
      mock(SharedIndexInformer.class);
  private final CompletableFuture<Void> listed = new CompletableFuture<>();
  private final List<String> told = new ArrayList<>();

  WatchTest() {
    when(selection.withLimit(any())).thenReturn(selection);
    when(selection.runnableInformer(anyLong())).thenReturn(informer);
    when(informer.itemStore(any())).thenReturn(informer);
    when(informer.exceptionHandler(any())).thenReturn(informer);
    when(informer.removeIndexer(anyString())).thenReturn(informer);
    when(informer.start()).thenReturn(listed);
  }

  @Test
  void isSyncedWhenAllOfTheFirstListWasTold() {
    // Given
    Watch watch = Watch.start(selection, listener());
    store("a", "b");
    listed.complete(null);
    // When
    handler().onAdd(object("a"));
    // Then
    assertThat(watch.isSynced()).isFalse();
    // When
    handler().onAdd(object("b"));
    // Then
    assertThat(watch.isSynced()).isTrue();
    assertThat(told).containsExactly("a", "b");
  }

  @Test
  void isSyncedAlsoWhenTheListIsToldBeforeItsEndIsKnown() {
    // Given
    Watch watch = Watch.start(selection, listener());
    store("a");
    handler().onAdd(object("a"));
    assertThat(watch.isSynced()).isFalse();
    // When
    listed.complete(null);
    // Then
    assertThat(watch.isSynced()).isTrue();
  }

  @Test
  void isSyncedWhenThereIsNothing() {
    Watch watch = Watch.start(selection, listener());
    listed.complete(null);
    assertThat(watch.isSynced()).isTrue();
  }

  @Test
  void isNotSyncedWhenItCannotStart() {
    Watch watch = Watch.start(selection, listener());
    listed.completeExceptionally(new IllegalStateException("closed"));
    assertThat(watch.isSynced()).isFalse();
    assertThat(watch.synced()).isCompletedExceptionally();
  }

  @Test
  void goesOnAfterAListenerThatFails() {
    // Given
    Watch watch =
        Watch.start(
            selection,
            new Told() {
              @Override
              public void changed(ObjectNode object) {
                throw new IllegalStateException("a bug");
              }
            });
    store("a");
    listed.complete(null);
    // When
    assertThatThrownBy(() -> handler().onAdd(object("a"))).hasMessage("a bug");
    // Then
    assertThat(watch.isSynced()).as("what failed was told").isTrue();
  }

  @Test
  void survivesEveryErrorOfTheApiServer() {
    // Given
    Watch.start(selection, listener());
    ArgumentCaptor<ExceptionHandler> errors = ArgumentCaptor.forClass(ExceptionHandler.class);
    verify(informer).exceptionHandler(errors.capture());
    // Then
    assertThat(errors.getValue().retryAfterException(false, new RuntimeException("at first")))
        .isTrue();
    assertThat(errors.getValue().retryAfterException(true, new RuntimeException("later"))).isTrue();
  }

  @Test
  void tellsTheNewestState() {
    // Given
    Watch.start(selection, listener());
    // When
    handler().onUpdate(object("before"), object("after"));
    handler().onDelete(object("gone"), true);
    // Then
    assertThat(told).containsExactly("after", "gone, missed");
  }

  @Test
  void endsWithItsInformer() {
    Watch.start(selection, listener()).close();
    verify(informer).stop();
  }

  private class Told implements Watch.Listener {
    @Override
    public void changed(ObjectNode object) {
      told.add(ClientTrees.text(object, "metadata", "name"));
    }

    @Override
    public void deleted(ObjectNode last, boolean missed) {
      told.add(ClientTrees.text(last, "metadata", "name") + (missed ? ", missed" : ""));
    }
  }

  private Watch.Listener listener() {
    return new Told();
  }

  private void store(String... names) {
    ArgumentCaptor<ItemStore<GenericKubernetesResource>> store =
        ArgumentCaptor.forClass(ItemStore.class);
    verify(informer).itemStore(store.capture());
    for (String name : names) {
      store.getValue().put(name, object(name));
    }
  }

  private ResourceEventHandler<GenericKubernetesResource> handler() {
    ArgumentCaptor<ResourceEventHandler<GenericKubernetesResource>> handler =
        ArgumentCaptor.forClass(ResourceEventHandler.class);
    verify(informer).addEventHandler(handler.capture());
    return handler.getValue();
  }

  private static GenericKubernetesResource object(String name) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("v1")
        .withKind("Service")
        .withNewMetadata()
        .withNamespace("demo")
        .withName(name)
        .withResourceVersion("1")
        .endMetadata()
        .build();
  }
}
