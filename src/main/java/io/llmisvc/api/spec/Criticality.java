package io.llmisvc.api.spec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of a model rank against those of others. {@code High} is an alias of {@link
 * #CRITICAL}.
 */
public enum Criticality {
  CRITICAL,
  STANDARD,
  SHEDDABLE;

  /** The rank that a {@code criticality} field names; empty when absent or unknown. */
  public static Optional<Criticality> of(@Nullable String value) {
    return switch (value) {
      case "Critical", "High" -> Optional.of(CRITICAL);
      case "Standard" -> Optional.of(STANDARD);
      case "Sheddable" -> Optional.of(SHEDDABLE);
      case null, default -> Optional.empty();
    };
  }
}
