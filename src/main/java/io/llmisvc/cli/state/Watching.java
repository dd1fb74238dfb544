package io.llmisvc.cli.state;

import io.llmisvc.live.UnreadableClusterException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks again and again, and tells what it sees when it has changed. */
public final class Watching {
  private Watching() {}

  /** When to look again. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits.
     *
     * @return false to stop
     */
    boolean elapsed();
  }

  /**
   * Looks once, and then after each pause. A cluster that does not answer ends only the first look:
   * later ones warn, once, and go on.
   *
   * @param warn is told why nothing is seen
   */
  public static <T> void watch(
      Supplier<T> look, Consumer<T> tell, Consumer<String> warn, Pause pause) {
    T seen = look.get();
    tell.accept(seen);
    boolean isBlind = false;
    while (pause.elapsed()) {
      try {
        T now = look.get();
        isBlind = false;
        if (!now.equals(seen)) {
          seen = now;
          tell.accept(seen);
        }
      } catch (UnreadableClusterException e) {
        if (!isBlind) {
          warn.accept(String.valueOf(e.getMessage()));
        }
        isBlind = true;
      }
    }
  }
}
