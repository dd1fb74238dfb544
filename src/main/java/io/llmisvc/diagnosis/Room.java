package io.llmisvc.diagnosis;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What nodes have of a resource.
 *
 * @param largest what the node has that has the most of it
 * @param free the most that is left on one node beside its pods; absent when pods may not be read
 */
public record Room(BigDecimal largest, @Nullable BigDecimal free) {
  String text() {
    String has = "the largest node has " + largest.toPlainString();
    return free == null
        ? has
        : "%s, at most %s free on one node".formatted(has, free.toPlainString());
  }
}
