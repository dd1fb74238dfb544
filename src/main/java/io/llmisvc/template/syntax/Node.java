package io.llmisvc.template.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What writes something, or decides what is written. */
public sealed interface Node {
  record Text(String text) implements Node {}

  record Action(Expression.Pipeline pipeline) implements Node {}

  record If(Expression.Pipeline condition, List<Node> then, List<Node> otherwise) implements Node {}

  record With(Expression.Pipeline value, List<Node> then, List<Node> otherwise) implements Node {}

  record Range(Expression.Pipeline values, List<Node> body, List<Node> otherwise) implements Node {}

  /** A call of a named template; without a pipeline its dot is nil. */
  record Invocation(Span span, String name, Expression.@Nullable Pipeline dot) implements Node {}

  record Break() implements Node {}

  record Continue() implements Node {}
}
