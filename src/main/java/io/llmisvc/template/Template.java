package io.llmisvc.template;

import io.llmisvc.template.function.Functions;
import io.llmisvc.template.syntax.Expression.FunctionName;
import io.llmisvc.template.syntax.Span;
import io.llmisvc.template.syntax.SyntaxException;
import io.llmisvc.template.syntax.Tree;
import io.llmisvc.template.syntax.TrimMode;
import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.Value;
import io.llmisvc.template.value.ValueException;

/** A parsed template; immutable, to be executed as often and by as many threads as one likes. */
public final class Template {
  private static final Span START = new Span(0, 0);

  private final String name;
  private final String text;
  private final Tree tree;

  private Template(String name, String text, Tree tree) {
    this.name = name;
    this.text = text;
    this.tree = tree;
  }

  /** Whether the text is anything but itself. */
  public static boolean isTemplate(String text) {
    return text.contains("{{");
  }

  /** Parses as Go does. */
  public static Template parse(String name, String text) throws TemplateException {
    return parse(name, text, TrimMode.GO);
  }

  /**
   * @param name said in error messages, and the name by which the template can call itself
   */
  public static Template parse(String name, String text, TrimMode trim) throws TemplateException {
    return parse(name, text, trim, new Budget(Budget.Limits.OF_SERVICE));
  }

  static Template parse(String name, String text, TrimMode trim, Budget budget)
      throws TemplateException {
    try {
      return new Template(name, text, Tree.parse(name, text, trim, budget));
    } catch (SyntaxException e) {
      throw new TemplateException(name, Position.of(text, e.span()), e.reason());
    } catch (ValueException e) {
      throw new TemplateException(name, Position.of(text, START), e.reason());
    }
  }

  /**
   * Charges what parsing has cost, for a use of what somebody else has parsed: nobody pays less
   * because of others.
   */
  void charge(Budget budget) throws TemplateException {
    try {
      budget.steps(tree.tokens());
      budget.text(text.length());
    } catch (ValueException e) {
      throw failure(START, e.reason());
    }
  }

  /** How much memory it takes, roughly. */
  int weight() {
    return 2 * text.length() + 200 * tree.tokens();
  }

  /**
   * Writes the template out. A missing map key, an unknown field and a field of nil are errors, and
   * so is a function that is not among the given ones, also where it would not be called.
   *
   * @param root the value of dot, and of {@code $}
   */
  public String execute(Value root, Functions functions) throws TemplateException {
    return execute(root, functions, new Budget(Budget.Limits.OF_SERVICE));
  }

  /** The same as a part of something larger. */
  String execute(Value root, Functions functions, Budget budget) throws TemplateException {
    if (!isTemplate(text)) {
      return text;
    }
    for (FunctionName function : tree.functions()) {
      if (functions.named(function.name()) == null) {
        throw failure(function.span(), "function \"" + function.name() + "\" not defined");
      }
    }
    budget.surface();
    return new Execution(this, functions, budget).run(root);
  }

  Tree tree() {
    return tree;
  }

  TemplateException failure(Span span, String reason) {
    return new TemplateException(name, Position.of(text, span), reason);
  }
}
