package io.llmisvc.cluster;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

/**
 * How a list-and-watch is.
 *
 * @param resource the plural name of its kind
 * @param isSynced what it lists is complete and followed
 * @param isDead it has ended by itself, and nothing begins it again
 */
public record WatchState(String resource, boolean isSynced, boolean isDead) {
  static WatchState of(String resource, SharedIndexInformer<?> informer, boolean isListed) {
    boolean isRunning = informer.isRunning();
    return new WatchState(resource, isRunning && isListed && informer.isWatching(), !isRunning);
  }
}
