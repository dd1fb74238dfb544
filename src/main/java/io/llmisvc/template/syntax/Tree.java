package io.llmisvc.template.syntax;

import io.llmisvc.template.value.Budget;
import io.llmisvc.template.value.ValueException;
import java.util.List;
import java.util.Map;

/**
 * A parsed template.
 *
 * @param root what the template itself writes
 * @param definitions the named templates in it, itself among them
 * @param functions every place that names a function
 * @param tokens in the text
 */
public record Tree(
    List<Node> root,
    Map<String, List<Node>> definitions,
    List<Expression.FunctionName> functions,
    int tokens) {
  public Tree {
    root = List.copyOf(root);
    definitions = Map.copyOf(definitions);
    functions = List.copyOf(functions);
  }

  /**
   * @param name the name under which the template can be called from within
   */
  public static Tree parse(String name, String text, TrimMode trim, Budget budget)
      throws SyntaxException, ValueException {
    budget.text(text.length());
    List<Token> tokens = Lexer.tokens(text, trim, budget.stepsLeft());
    budget.steps(tokens.size());
    return new Parser(new Tokens(tokens)).parse(name);
  }
}
