package io.llmisvc.plan.origin;

import java.util.List;
import java.util.function.Function;

/** Who does several things that do not depend on each other; the planner starts no threads. */
@FunctionalInterface
public interface Workers {
  /** What comes of each, in the order of the items. */
  <T, R> List<R> map(List<T> items, Function<T, R> function);
}
