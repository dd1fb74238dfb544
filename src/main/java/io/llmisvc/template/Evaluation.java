package io.llmisvc.template;

import io.llmisvc.template.function.Functions;
import io.llmisvc.template.syntax.Expression;
import io.llmisvc.template.syntax.Expression.Command;
import io.llmisvc.template.syntax.Expression.FunctionName;
import io.llmisvc.template.syntax.Expression.Pipeline;
import io.llmisvc.template.syntax.Span;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Function;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Computes the values of expressions. */
final class Evaluation {
  private final Template template;
  private final Functions functions;
  private final Budget budget;

  Evaluation(Template template, Functions functions, Budget budget) {
    this.template = template;
    this.functions = functions;
    this.budget = budget;
  }

  /** The value of the pipeline, which its variables get too. */
  Value pipeline(Pipeline pipeline, Value dot, Scope scope) throws TemplateException {
    Value value = null;
    for (Command command : pipeline.commands()) {
      value = command(command, value, dot, scope);
    }
    Value result = Objects.requireNonNull(value, "a pipeline has commands");
    for (String variable : pipeline.variables()) {
      if (pipeline.declares()) {
        scope.declare(variable, result);
      } else if (!scope.assign(variable, result)) {
        throw template.failure(pipeline.span(), "undefined variable: " + variable);
      }
    }
    return result;
  }

  /**
   * @param piped what the command before yielded, or null for the first one
   */
  private Value command(Command command, @Nullable Value piped, Value dot, Scope scope)
      throws TemplateException {
    Expression first = command.first();
    step(command.span());
    if (first instanceof FunctionName function) {
      return call(function, command, piped, dot, scope);
    }
    if (first instanceof Expression.Nil) {
      throw template.failure(first.span(), "nil is not a command");
    }
    if (piped != null || command.operands().size() > 1) {
      throw template.failure(command.span(), "can't give argument to non-function");
    }
    return value(first, dot, scope);
  }

  private Value value(Expression expression, Value dot, Scope scope) throws TemplateException {
    step(expression.span());
    return switch (expression) {
      case Expression.Constant constant -> constant.value();
      case Expression.Dot self -> dot;
      case Expression.Nil nil -> Value.Nil.NIL;
      case Expression.Fields fields -> fields(dot, fields.names(), fields.span());
      case Expression.Variable variable -> variable(variable, scope);
      case Expression.Chain chain -> chain(chain, dot, scope);
      case Pipeline pipeline -> pipeline(pipeline, dot, scope);
      case FunctionName name ->
          call(name, new Command(name.span(), List.of(name)), null, dot, scope);
    };
  }

  private Value variable(Expression.Variable variable, Scope scope) throws TemplateException {
    Value value = scope.get(variable.name());
    if (value == null) {
      throw template.failure(variable.span(), "undefined variable: " + variable.name());
    }
    return fields(value, variable.fields(), variable.span());
  }

  private Value chain(Expression.Chain chain, Value dot, Scope scope) throws TemplateException {
    return fields(value(chain.base(), dot, scope), chain.fields(), chain.span());
  }

  private Value fields(Value owner, List<String> names, Span span) throws TemplateException {
    Value value = owner;
    for (String name : names) {
      step(span);
      value = field(value, name, span);
    }
    return value;
  }

  private void step(Span span) throws TemplateException {
    try {
      budget.step();
    } catch (ValueException e) {
      throw template.failure(span, e.reason());
    }
  }

  private Value field(Value owner, String name, Span span) throws TemplateException {
    Value value = owner.followed();
    return switch (value) {
      case Value.Struct struct -> {
        Value field = struct.field(name);
        if (field == null) {
          throw template.failure(
              span, "can't evaluate field " + name + " in type " + owner.typeName());
        }
        yield field;
      }
      case Value.Dictionary map -> {
        Value entry = map.get(name);
        if (entry == null) {
          throw template.failure(span, "map has no entry for key \"" + name + "\"");
        }
        yield entry;
      }
      case Value.Nil nil ->
          throw template.failure(span, "nil data; no entry for key \"" + name + "\"");
      case Value.Pointer nil ->
          throw template.failure(span, "nil pointer evaluating " + owner.typeName() + "." + name);
      default ->
          throw template.failure(
              span, "can't evaluate field " + name + " in type " + owner.typeName());
    };
  }

  private Value call(
      FunctionName name, Command command, @Nullable Value piped, Value dot, Scope scope)
      throws TemplateException {
    Function function =
        Objects.requireNonNull(functions.named(name.name()), "checked before execution");
    List<Value> arguments = new ArrayList<>(command.operands().size());
    for (Expression operand : command.arguments()) {
      Value argument = value(operand, dot, scope);
      arguments.add(argument);
      if (function.decisive().test(argument)) {
        return argument;
      }
    }
    if (piped != null) {
      arguments.add(piped);
    }
    return call(function, name.name(), arguments, command.span());
  }

  private Value call(Function function, String name, List<Value> arguments, Span span)
      throws TemplateException {
    try {
      function.requireCount(name, arguments.size());
    } catch (ValueException e) {
      throw template.failure(span, e.reason());
    }
    try {
      return function.body().call(arguments, budget);
    } catch (ValueException e) {
      throw template.failure(span, "error calling " + name + ": " + e.reason());
    }
  }
}
