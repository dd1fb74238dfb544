package io.llmisvc.template.syntax;

import java.util.List;
import java.util.Map;

/**
 * A parsed template.
 *
 * @param root what the template itself writes
 * @param definitions the named templates in it, itself among them
 * @param functions every place that names a function
 */
public record Tree(
    List<Node> root, Map<String, List<Node>> definitions, List<Expression.FunctionName> functions) {
  public Tree {
    root = List.copyOf(root);
    definitions = Map.copyOf(definitions);
    functions = List.copyOf(functions);
  }

  /**
   * @param name the name under which the template can be called from within
   */
  public static Tree parse(String name, String text, TrimMode trim) throws SyntaxException {
    return new Parser(new Tokens(Lexer.tokens(text, trim))).parse(name);
  }
}
