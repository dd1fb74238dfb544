package io.llmisvc.template.value;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * A function that templates may call.
 *
 * @param least fewest arguments
 * @param most most arguments; {@link Integer#MAX_VALUE} when there is no bound
 * @param decisive holds for an argument that is the result by itself: later ones are not evaluated
 *     then
 * @param body gets an argument list whose size is within the bounds
 */
public record Function(int least, int most, Predicate<Value> decisive, Body body) {
  /** What the function does; whatever depends on the size of a value is charged first. */
  @FunctionalInterface
  public interface Body {
    Value call(List<Value> arguments, Budget budget) throws ValueException;
  }

  public static Function of(int count, Body body) {
    return new Function(count, count, argument -> false, body);
  }

  public static Function variadic(int least, Body body) {
    return new Function(least, Integer.MAX_VALUE, argument -> false, body);
  }

  /** A function that yields its first argument for which the test holds, or the last one. */
  public static Function firstOf(Predicate<Value> decisive) {
    return new Function(
        1, Integer.MAX_VALUE, decisive, (arguments, budget) -> first(arguments, decisive));
  }

  private static Value first(List<Value> arguments, Predicate<Value> decisive) {
    return arguments.stream().filter(decisive).findFirst().orElse(arguments.getLast());
  }

  /**
   * A function of two strings; pointers to strings are followed, as Go does for typed parameters.
   */
  public static Function ofTexts(BinaryOperator<String> body) {
    return of(
        2,
        (arguments, budget) -> {
          String left = Arguments.text(arguments.get(0));
          String right = Arguments.text(arguments.get(1));
          budget.text(2L * (left.length() + right.length()));
          return Value.of(body.apply(left, right));
        });
  }

  /**
   * Refuses a wrong number of arguments.
   *
   * @param name the name in the template, for the message
   */
  public void requireCount(String name, int got) throws ValueException {
    if (got < least || got > most) {
      String want = least == most ? "" + least : "at least " + least;
      throw new ValueException(
          "wrong number of args for " + name + ": want " + want + " got " + got);
    }
  }

  /** Checks the number of arguments, then calls. */
  public Value call(String name, List<Value> arguments, Budget budget) throws ValueException {
    requireCount(name, arguments.size());
    return body.call(arguments, budget);
  }
}
