package io.llmisvc.cli.explanation;

import io.llmisvc.tree.FieldSteps;
import java.util.List;
import java.util.Optional;

/**
 * What is said beside a value.
 *
 * @param text one line
 * @param colour of the layer that it names, as an escape sequence
 * @param from for a value that is taken over as it is, where it stands in the spec; else empty
 */
record Margin(String text, String colour, List<String> from) {
  Margin {
    from = List.copyOf(from);
  }

  static Margin of(String text, String colour) {
    return new Margin(text, colour, List.of());
  }

  /**
   * What would be said of what is around the value, if all of it had this margin.
   *
   * @param step from there to the value
   */
  Optional<Margin> above(String step) {
    if (from.isEmpty()) {
      return Optional.of(this);
    }
    boolean isParallel =
        from.size() > 1
            && (from.getLast().equals(step)
                || (FieldSteps.isElement(step) && FieldSteps.isElement(from.getLast())));
    return isParallel
        ? Optional.of(new Margin(text, colour, from.subList(0, from.size() - 1)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return from.isEmpty() ? text : FieldSteps.text(from) + ", " + text;
  }
}
