package io.llmisvc.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The namespace of one test class: empty when the class starts, never used by another one. */
public record TestNamespace(String name) {
  private static final AtomicInteger COUNT = new AtomicInteger();

  static TestNamespace newFor(Class<?> testClass) {
    String readable = testClass.getSimpleName().toLowerCase(Locale.ROOT);
    return new TestNamespace(
        readable.substring(0, Math.min(40, readable.length())) + "-" + COUNT.incrementAndGet());
  }

  @Override
  public String toString() {
    return name;
  }
}
