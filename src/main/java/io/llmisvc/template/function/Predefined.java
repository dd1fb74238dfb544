package io.llmisvc.template.function;

import static java.util.Map.entry;

import io.llmisvc.template.format.Format;
import io.llmisvc.template.format.Print;
import io.llmisvc.template.value.Arguments;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.List;
import java.util.Map;

/** The functions that Go predefines. */
final class Predefined {
  static final Map<String, Function> ALL =
      Map.ofEntries(
          entry("and", Function.firstOf(argument -> !argument.isTrue())),
          entry("or", Function.firstOf(Value::isTrue)),
          entry("not", Function.of(1, arguments -> Value.of(!arguments.get(0).isTrue()))),
          entry("eq", Function.variadic(1, a -> Value.of(Comparison.equalToAny(a)))),
          entry("ne", Function.of(2, a -> Value.of(!Comparison.equalToAny(a)))),
          entry("lt", Function.of(2, a -> Value.of(Comparison.isLess(a.get(0), a.get(1))))),
          entry("le", Function.of(2, a -> Value.of(Comparison.isAtMost(a.get(0), a.get(1))))),
          entry("gt", Function.of(2, a -> Value.of(!Comparison.isAtMost(a.get(0), a.get(1))))),
          entry("ge", Function.of(2, a -> Value.of(!Comparison.isLess(a.get(0), a.get(1))))),
          entry("len", Function.of(1, a -> Value.of(Indexing.length(a.get(0))))),
          entry("index", Function.variadic(1, a -> Indexing.index(a.get(0), rest(a)))),
          entry("slice", Function.variadic(1, a -> Indexing.slice(a.get(0), rest(a)))),
          entry("print", Function.variadic(0, a -> Value.of(Print.all(a)))),
          entry("println", Function.variadic(0, a -> Value.of(Print.line(a)))),
          entry(
              "printf",
              Function.variadic(1, a -> Value.of(Format.of(Arguments.text(a.get(0)), rest(a))))),
          entry("html", Function.variadic(0, a -> Value.of(Escaping.html(printed(a))))),
          entry("js", Function.variadic(0, a -> Value.of(Escaping.js(printed(a))))),
          entry("urlquery", Function.variadic(0, a -> Value.of(Escaping.query(printed(a))))),
          entry("call", Function.variadic(1, a -> call(a.get(0), rest(a)))));

  private Predefined() {}

  private static Value call(Value callee, List<Value> arguments) throws ValueException {
    return switch (callee) {
      case Value.Callable callable -> callable.function().call("call", arguments);
      case Value.Nil nil -> throw new ValueException("call of nil");
      default -> throw new ValueException("non-function of type " + callee.typeName());
    };
  }

  private static String printed(List<Value> arguments) throws ValueException {
    return arguments.size() == 1
        ? Print.action(arguments.getFirst())
        : Print.all(arguments.stream().map(Predefined::shown).toList());
  }

  private static Value shown(Value argument) {
    return argument instanceof Value.Nil ? Value.of("<no value>") : argument.followed();
  }

  private static List<Value> rest(List<Value> arguments) {
    return arguments.subList(1, arguments.size());
  }
}
