package io.llmisvc.template;

import io.llmisvc.template.format.Print;
import io.llmisvc.template.function.Functions;
import io.llmisvc.template.syntax.Expression.Pipeline;
import io.llmisvc.template.syntax.Node;
import io.llmisvc.template.syntax.Span;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;
import java.util.List;

/**
 * One run of a template, within a budget: a template may come from anybody who may create a
 * service, and must not take the operator down.
 */
final class Execution {
  /** Text that stands in a template has no place to show in a message. */
  private static final Span START = new Span(0, 0);

  private final Template template;
  private final Budget budget;
  private final Evaluation evaluation;
  private final StringBuilder out = new StringBuilder();

  Execution(Template template, Functions functions, Budget budget) {
    this.template = template;
    this.budget = budget;
    this.evaluation = new Evaluation(template, functions, budget);
  }

  String run(Value root) throws TemplateException {
    walk(template.tree().root(), root, new Scope(root));
    return out.toString();
  }

  /** What comes after a node: the next one, or a jump within the innermost range. */
  private enum Flow {
    NEXT,
    CONTINUE,
    BREAK
  }

  private Flow walk(List<Node> nodes, Value dot, Scope scope) throws TemplateException {
    for (Node node : nodes) {
      Flow flow = walk(node, dot, scope);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private Flow walk(Node node, Value dot, Scope scope) throws TemplateException {
    return switch (node) {
      case Node.Text text -> {
        write(text.text(), START);
        yield Flow.NEXT;
      }
      case Node.Action action -> print(action, dot, scope);
      case Node.If condition -> choose(condition, dot, scope);
      case Node.With with -> with(with, dot, scope);
      case Node.Range range -> range(range, dot, scope);
      case Node.Invocation invocation -> invoke(invocation, dot, scope);
      case Node.Break leave -> Flow.BREAK;
      case Node.Continue leave -> Flow.CONTINUE;
    };
  }

  private Flow print(Node.Action action, Value dot, Scope scope) throws TemplateException {
    Pipeline pipeline = action.pipeline();
    Value value = evaluation.pipeline(pipeline, dot, scope);
    if (pipeline.variables().isEmpty()) {
      if (value.followed() instanceof Value.Callable callable) {
        throw template.failure(pipeline.span(), "can't print value of type " + callable.typeName());
      }
      write(value, pipeline.span());
    }
    return Flow.NEXT;
  }

  private void write(Value value, Span span) throws TemplateException {
    try {
      write(Print.action(value, budget), span);
    } catch (ValueException e) {
      throw template.failure(span, e.reason());
    }
  }

  private void write(String text, Span span) throws TemplateException {
    try {
      budget.step();
      budget.output(text.length());
    } catch (ValueException e) {
      throw template.failure(span, e.reason());
    }
    out.append(text);
  }

  private Flow choose(Node.If condition, Value dot, Scope scope) throws TemplateException {
    enter(condition.condition().span());
    int mark = scope.mark();
    boolean holds = evaluation.pipeline(condition.condition(), dot, scope).isTrue();
    Flow flow = walk(holds ? condition.then() : condition.otherwise(), dot, scope);
    scope.leave(mark);
    budget.leave();
    return flow;
  }

  private Flow with(Node.With with, Value dot, Scope scope) throws TemplateException {
    enter(with.value().span());
    int mark = scope.mark();
    Value value = evaluation.pipeline(with.value(), dot, scope);
    Flow flow =
        value.isTrue() ? walk(with.then(), value, scope) : walk(with.otherwise(), dot, scope);
    scope.leave(mark);
    budget.leave();
    return flow;
  }

  private Flow range(Node.Range range, Value dot, Scope scope) throws TemplateException {
    enter(range.values().span());
    int mark = scope.mark();
    Value values = evaluation.pipeline(range.values(), dot, scope);
    Iteration iteration = new Iteration(range, scope);
    boolean ran = iterate(iteration, values.followed());
    Flow flow = ran ? Flow.NEXT : walk(range.otherwise(), dot, scope);
    scope.leave(mark);
    budget.leave();
    return flow;
  }

  /** Runs the body for each element and says whether there was one. */
  private boolean iterate(Iteration iteration, Value values) throws TemplateException {
    return switch (values) {
      case Value.Nil nil -> false;
      case Value.Int count -> {
        iteration.requireOneVariable();
        boolean goesOn = true;
        for (long i = 0; goesOn && i < count.value(); i++) {
          goesOn = iteration.run(Value.Nil.NIL, new Value.Int(i, count.typeName()));
        }
        yield count.value() > 0;
      }
      case Value.Sequence list -> {
        boolean goesOn = true;
        for (int i = 0; goesOn && i < list.size(); i++) {
          goesOn = iteration.run(Value.of(i), list.get(i));
        }
        yield list.size() > 0;
      }
      case Value.Dictionary map -> {
        boolean goesOn = true;
        List<String> keys = iteration.keys(map);
        for (int i = 0; goesOn && i < keys.size(); i++) {
          Value entry = map.get(keys.get(i));
          goesOn = iteration.run(Value.of(keys.get(i)), entry == null ? map.zero() : entry);
        }
        yield map.size() > 0;
      }
      default ->
          throw template.failure(
              iteration.span(), "range can't iterate over value of type " + values.typeName());
    };
  }

  /** The passes of one range. */
  private final class Iteration {
    private final Node.Range range;
    private final Scope scope;
    private final int mark;

    Iteration(Node.Range range, Scope scope) {
      this.range = range;
      this.scope = scope;
      this.mark = scope.mark();
    }

    Span span() {
      return range.values().span();
    }

    void requireOneVariable() throws TemplateException {
      if (range.values().variables().size() > 1) {
        throw template.failure(span(), "can't use int to iterate over more than one variable");
      }
    }

    List<String> keys(Value.Dictionary map) throws TemplateException {
      try {
        return budget.sortedKeys(map);
      } catch (ValueException e) {
        throw template.failure(span(), e.reason());
      }
    }

    /** Runs the body once and says whether to go on. */
    boolean run(Value index, Value element) throws TemplateException {
      step(span());
      List<String> variables = range.values().variables();
      if (!variables.isEmpty()) {
        scope.assign(variables.getLast(), element);
      }
      if (variables.size() > 1) {
        scope.assign(variables.getFirst(), index);
      }
      Flow flow = walk(range.body(), element, scope);
      scope.leave(mark);
      return flow != Flow.BREAK;
    }
  }

  private Flow invoke(Node.Invocation invocation, Value dot, Scope scope) throws TemplateException {
    List<Node> body = template.tree().definitions().get(invocation.name());
    if (body == null) {
      throw template.failure(
          invocation.span(), "template \"" + invocation.name() + "\" not defined");
    }
    enter(invocation.span());
    Pipeline argument = invocation.dot();
    Value inner = argument == null ? Value.Nil.NIL : evaluation.pipeline(argument, dot, scope);
    walk(body, inner, new Scope(inner));
    budget.leave();
    return Flow.NEXT;
  }

  private void enter(Span span) throws TemplateException {
    step(span);
    try {
      budget.enter();
    } catch (ValueException e) {
      throw template.failure(span, e.reason());
    }
  }

  private void step(Span span) throws TemplateException {
    try {
      budget.step();
    } catch (ValueException e) {
      throw template.failure(span, e.reason());
    }
  }
}
