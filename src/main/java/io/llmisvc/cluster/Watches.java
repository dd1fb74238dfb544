package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Several watches that are one to their listener, which must bear calls at the same time. */
final class Watches implements AutoCloseable {
  private final List<Watch> watches;
  private final CompletableFuture<Void> synced;

  private Watches(List<Watch> watches) {
    this.watches = watches;
    this.synced =
        CompletableFuture.allOf(
            watches.stream().map(Watch::synced).toArray(CompletableFuture[]::new));
  }

  static Watches start(
      List<? extends Informable<GenericKubernetesResource>> selections, Watch.Listener listener) {
    return new Watches(
        selections.stream().map(selection -> Watch.start(selection, listener)).toList());
  }

  CompletableFuture<Void> synced() {
    return synced;
  }

  boolean isSynced() {
    return watches.stream().allMatch(Watch::isSynced);
  }

  Stream<WatchState> states(String resource) {
    return watches.stream().map(watch -> watch.state(resource));
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }
}
