package io.llmisvc.cli;

import io.llmisvc.plan.origin.Workers;
import java.util.List;
import java.util.function.Function;

/** All cores of the machine. */
final class Cores implements Workers {
  @Override
  public <T, R> List<R> map(List<T> items, Function<T, R> function) {
    return items.parallelStream().map(function).toList();
  }
}
