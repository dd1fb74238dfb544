package io.llmisvc.cli.state;

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

  /** Looks once, and then after each pause. */
  public static <T> void watch(Supplier<T> look, Consumer<T> tell, Pause pause) {
    T seen = look.get();
    tell.accept(seen);
    while (pause.elapsed()) {
      T now = look.get();
      if (!now.equals(seen)) {
        seen = now;
        tell.accept(seen);
      }
    }
  }
}
