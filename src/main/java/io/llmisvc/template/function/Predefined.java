package io.llmisvc.template.function;

import static java.util.Map.entry;

import io.llmisvc.template.format.Format;
import io.llmisvc.template.format.Print;
import io.llmisvc.template.value.Arguments;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The functions that Go predefines. */
final class Predefined {
  static final Map<String, Function> ALL =
      Map.ofEntries(
          entry("and", Function.firstOf(argument -> !argument.isTrue())),
          entry("or", Function.firstOf(Value::isTrue)),
          entry("not", Function.of(1, (a, budget) -> Value.of(!a.get(0).isTrue()))),
          entry("eq", Function.variadic(1, (a, b) -> Value.of(new Comparison(b).equalToAny(a)))),
          entry("ne", Function.of(2, (a, b) -> Value.of(!new Comparison(b).equalToAny(a)))),
          entry(
              "lt",
              Function.of(2, (a, b) -> Value.of(new Comparison(b).isLess(a.get(0), a.get(1))))),
          entry(
              "le",
              Function.of(2, (a, b) -> Value.of(new Comparison(b).isAtMost(a.get(0), a.get(1))))),
          entry(
              "gt",
              Function.of(2, (a, b) -> Value.of(!new Comparison(b).isAtMost(a.get(0), a.get(1))))),
          entry(
              "ge",
              Function.of(2, (a, b) -> Value.of(!new Comparison(b).isLess(a.get(0), a.get(1))))),
          entry("len", Function.of(1, (a, b) -> Value.of(new Indexing(b).length(a.get(0))))),
          entry("index", Function.variadic(1, (a, b) -> new Indexing(b).index(a.get(0), rest(a)))),
          entry("slice", Function.variadic(1, (a, b) -> new Indexing(b).slice(a.get(0), rest(a)))),
          entry("print", Function.variadic(0, (a, b) -> Value.of(Print.all(a, b)))),
          entry("println", Function.variadic(0, (a, b) -> Value.of(Print.line(a, b)))),
          entry(
              "printf",
              Function.variadic(
                  1, (a, b) -> Value.of(new Format(Arguments.text(a.get(0)), rest(a), b).run()))),
          entry("html", escaping(Escaping::html)),
          entry("js", escaping(Escaping::js)),
          entry("urlquery", escaping(Escaping::query)),
          entry("call", Function.variadic(1, (a, b) -> call(a.get(0), rest(a), b))));

  private Predefined() {}

  private static Value call(Value callee, List<Value> arguments, Budget budget)
      throws ValueException {
    return switch (callee) {
      case Value.Callable callable -> callable.function().call("call", arguments, budget);
      case Value.Nil nil -> throw new ValueException("call of nil");
      default -> throw new ValueException("non-function of type " + callee.typeName());
    };
  }

  private static Function escaping(UnaryOperator<String> escape) {
    return Function.variadic(
        0,
        (arguments, budget) -> {
          String text = printed(arguments, budget);
          budget.text((long) Escaping.LONGEST * text.length());
          return Value.of(escape.apply(text));
        });
  }

  private static String printed(List<Value> arguments, Budget budget) throws ValueException {
    return arguments.size() == 1
        ? Print.action(arguments.getFirst(), budget)
        : Print.all(arguments.stream().map(Predefined::shown).toList(), budget);
  }

  private static Value shown(Value argument) {
    return argument instanceof Value.Nil ? Value.of("<no value>") : argument.followed();
  }

  private static List<Value> rest(List<Value> arguments) {
    return arguments.subList(1, arguments.size());
  }
}
