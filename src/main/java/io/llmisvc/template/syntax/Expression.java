package io.llmisvc.template.syntax;

import io.llmisvc.template.value.Value;
import java.util.List;

/** What yields a value. */
public sealed interface Expression {
  Span span();

  /** {@code .A.B}: fields of dot. */
  record Fields(Span span, List<String> names) implements Expression {}

  /** {@code $x.A}: a variable, named with its dollar sign, and fields of it. */
  record Variable(Span span, String name, List<String> fields) implements Expression {}

  /** {@code (…).A}: fields of what another expression yields. */
  record Chain(Span span, Expression base, List<String> fields) implements Expression {}

  /** The name of a function. */
  record FunctionName(Span span, String name) implements Expression {}

  record Dot(Span span) implements Expression {}

  record Nil(Span span) implements Expression {}

  /** A literal. */
  record Constant(Span span, Value value) implements Expression {}

  /**
   * Commands, each of which gets the result of the one before as its last argument; the last result
   * is the value, and is given to the variables.
   *
   * @param variables in the order in which they stand; none or one, or two for range
   * @param declares whether the variables are new, rather than assigned to
   */
  record Pipeline(Span span, List<String> variables, boolean declares, List<Command> commands)
      implements Expression {}

  /** An operand, followed by arguments when it is a function. */
  record Command(Span span, List<Expression> operands) {
    public Expression first() {
      return operands.getFirst();
    }

    public List<Expression> arguments() {
      return operands.subList(1, operands.size());
    }
  }
}
