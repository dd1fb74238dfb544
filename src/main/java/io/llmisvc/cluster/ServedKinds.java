package io.llmisvc.cluster;

import io.llmisvc.model.naming.Kind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Which optional kinds the API server serves, followed at run time. */
sealed interface ServedKinds extends AutoCloseable permits DefinedKinds, DiscoveredKinds {

  /** Begins to look. */
  Look start();

  /**
   * What comes of it.
   *
   * @param served complete when kinds are known that are served
   * @param known complete when it is known of the others, too, whether they are
   */
  record Look(CompletableFuture<Void> served, CompletableFuture<Void> known) {}

  /** Follows what was only asked for so far; for when all has started. */
  default void followRest() {}

  /** Names of the definitions of which it is not known yet whether they are there. */
  Set<String> unread();

  Set<Kind> current();

  /** How the watches are; none where there are none. */
  List<WatchState> watches();

  @Override
  void close();
}
