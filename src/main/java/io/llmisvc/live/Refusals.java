package io.llmisvc.live;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/** Notes what may not be read, so that the rest is read all the same; used by several threads. */
public final class Refusals {
  private final Set<String> lines = new ConcurrentSkipListSet<>();

  /** What was read; absent when it may not be. */
  public <T> Optional<T> unlessRefused(Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (ReadRefusedException e) {
      lines.add(e.line());
      return Optional.empty();
    }
  }

  /** Each in a line that names the missing right, in their order. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
