package io.llmisvc.fitness;

import java.util.Locale;

/** How bad it is. */
public enum Level {
  OK,
  /** Some services will not work, or not for long. */
  WARNING,
  /** The operator, or what all services need, does not work. */
  ERROR;

  /** As it is printed. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
