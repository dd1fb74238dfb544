package io.llmisvc.desired.scheduler.config;

import io.llmisvc.model.finding.TextChange;

/**
 * One thing that was done to a picker's configuration.
 *
 * @param message one line
 * @param text the whole configuration before and after; what was done together has one in common
 */
public record Rewrite(String message, TextChange text) {
  static Rewrite of(String message) {
    return new Rewrite(message, TextChange.NONE);
  }
}
