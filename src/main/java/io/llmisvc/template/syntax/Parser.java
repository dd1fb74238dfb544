package io.llmisvc.template.syntax;

import io.llmisvc.template.syntax.Expression.FunctionName;
import io.llmisvc.template.syntax.Expression.Pipeline;
import io.llmisvc.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses text and control structures. */
final class Parser {
  private static final int DEEPEST = 100;
  private static final Set<Kind> END = Set.of(Kind.END);
  private static final Set<Kind> END_OR_ELSE = Set.of(Kind.END, Kind.ELSE);

  private final Tokens tokens;
  private final List<FunctionName> functions = new ArrayList<>();
  private final Map<String, List<Node>> definitions = new HashMap<>();

  /** Names of templates that have more than blanks in them: to be defined once. */
  private final Set<String> full = new HashSet<>();

  private final Pipelines pipelines;
  private int ranges;
  private int depth;

  Parser(Tokens tokens) {
    this.tokens = tokens;
    this.pipelines = new Pipelines(tokens, functions);
  }

  Tree parse(String name) throws SyntaxException {
    List<Node> root = new ArrayList<>();
    while (!tokens.peek().is(Kind.EOF)) {
      if (startsWith(Kind.DEFINE)) {
        definition();
      } else {
        root.add(textOrAction());
      }
    }
    define(name, List.copyOf(root), tokens.peek().span());
    return new Tree(definitions.getOrDefault(name, root), definitions, functions, tokens.count());
  }

  /** Whether an action with the given keyword comes next. */
  private boolean startsWith(Kind keyword) {
    if (!tokens.peek().is(Kind.LEFT_DELIMITER)) {
      return false;
    }
    int mark = tokens.mark();
    tokens.next();
    boolean found = tokens.peekNonSpace().is(keyword);
    tokens.reset(mark);
    return found;
  }

  private Node textOrAction() throws SyntaxException {
    Token token = tokens.next();
    return switch (token.kind()) {
      case TEXT -> new Node.Text(token.text());
      case LEFT_DELIMITER -> action();
      default -> throw Tokens.unexpected(token, "input");
    };
  }

  private Node action() throws SyntaxException {
    Token token = tokens.peekNonSpace();
    switch (token.kind()) {
      case BLOCK, BREAK, CONTINUE, IF, RANGE, TEMPLATE, WITH -> tokens.nextNonSpace();
      case END, ELSE ->
          throw new SyntaxException("unexpected {{" + token.text() + "}}", token.span());
      default -> {
        return new Node.Action(pipelines.pipeline("command", Kind.RIGHT_DELIMITER));
      }
    }
    return switch (token.kind()) {
      case BLOCK -> block(token);
      case TEMPLATE -> invocation(token);
      case BREAK -> leave(token, new Node.Break());
      case CONTINUE -> leave(token, new Node.Continue());
      case RANGE -> range();
      default -> choice(token.kind());
    };
  }

  private Node leave(Token keyword, Node node) throws SyntaxException {
    String shown = "{{" + keyword.text() + "}}";
    tokens.expect(Kind.RIGHT_DELIMITER, shown);
    if (ranges == 0) {
      throw new SyntaxException(shown + " outside {{range}}", keyword.span());
    }
    return node;
  }

  /** An if or a with; the keyword is past. */
  private Node choice(Kind keyword) throws SyntaxException {
    int scope = pipelines.scope();
    Pipeline pipeline =
        pipelines.pipeline(keyword == Kind.IF ? "if" : "with", Kind.RIGHT_DELIMITER);
    List<Node> then = list(END_OR_ELSE);
    List<Node> otherwise = otherwise(keyword);
    pipelines.leaveScope(scope);
    return keyword == Kind.IF
        ? new Node.If(pipeline, then, otherwise)
        : new Node.With(pipeline, then, otherwise);
  }

  /** What comes after a list that ended before an end or an else. */
  private List<Node> otherwise(Kind keyword) throws SyntaxException {
    tokens.next();
    if (tokens.nextNonSpace().is(Kind.END)) {
      tokens.expect(Kind.RIGHT_DELIMITER, "end");
      return List.of();
    }
    Token next = tokens.peekNonSpace();
    boolean continues = next.is(keyword) && keyword != Kind.RANGE;
    if (continues) {
      tokens.nextNonSpace();
      enter(next.span());
      List<Node> chained = List.of(choice(keyword));
      depth--;
      return chained;
    }
    tokens.expect(Kind.RIGHT_DELIMITER, "else");
    List<Node> list = list(END);
    closeEnd();
    return list;
  }

  private void closeEnd() throws SyntaxException {
    tokens.next();
    tokens.nextNonSpace();
    tokens.expect(Kind.RIGHT_DELIMITER, "end");
  }

  private Node range() throws SyntaxException {
    int scope = pipelines.scope();
    Pipeline pipeline = pipelines.pipeline("range", Kind.RIGHT_DELIMITER);
    ranges++;
    List<Node> body = list(END_OR_ELSE);
    ranges--;
    List<Node> otherwise = otherwise(Kind.RANGE);
    pipelines.leaveScope(scope);
    return new Node.Range(pipeline, body, otherwise);
  }

  /** Nodes up to an action with one of the keywords, which is left to be read. */
  private List<Node> list(Set<Kind> terminators) throws SyntaxException {
    enter(tokens.peek().span());
    List<Node> nodes = new ArrayList<>();
    while (terminators.stream().noneMatch(this::startsWith)) {
      if (tokens.peek().is(Kind.EOF)) {
        throw new SyntaxException("unexpected EOF", tokens.peek().span());
      }
      nodes.add(textOrAction());
    }
    depth--;
    return List.copyOf(nodes);
  }

  private void enter(Span span) throws SyntaxException {
    if (++depth > DEEPEST) {
      throw new SyntaxException("control structures nest too deeply", span);
    }
  }

  private Node block(Token keyword) throws SyntaxException {
    String name = templateName("block clause");
    Pipeline dot = pipelines.pipeline("block clause", Kind.RIGHT_DELIMITER);
    Node invocation = new Node.Invocation(keyword.span().to(dot.span().end()), name, dot);
    define(name, body(), keyword.span());
    return invocation;
  }

  private Node invocation(Token keyword) throws SyntaxException {
    String name = templateName("template clause");
    Span span = keyword.span().to(tokens.end());
    if (tokens.peekNonSpace().is(Kind.RIGHT_DELIMITER)) {
      tokens.nextNonSpace();
      return new Node.Invocation(span, name, null);
    }
    Pipeline dot = pipelines.pipeline("template clause", Kind.RIGHT_DELIMITER);
    return new Node.Invocation(keyword.span().to(dot.span().end()), name, dot);
  }

  private void definition() throws SyntaxException {
    tokens.next();
    Token keyword = tokens.nextNonSpace();
    String name = templateName("define clause");
    tokens.expect(Kind.RIGHT_DELIMITER, "define clause");
    define(name, body(), keyword.span());
  }

  private String templateName(String context) throws SyntaxException {
    Token name = tokens.nextNonSpace();
    if (!name.is(Kind.STRING) && !name.is(Kind.RAW_STRING)) {
      throw Tokens.unexpected(name, context);
    }
    return Literals.string(name);
  }

  /** The body of a named template, which sees nothing of what stands around it. */
  private List<Node> body() throws SyntaxException {
    Variables outer = pipelines.freshScope();
    int outerRanges = ranges;
    ranges = 0;
    List<Node> body = list(END);
    closeEnd();
    ranges = outerRanges;
    pipelines.restoreScope(outer);
    return body;
  }

  private void define(String name, List<Node> body, Span span) throws SyntaxException {
    boolean isFull = !isEmpty(body);
    if (isFull && full.contains(name)) {
      throw new SyntaxException("multiple definition of template \"" + name + "\"", span);
    }
    if (isFull) {
      full.add(name);
    }
    if (isFull || !full.contains(name)) {
      definitions.put(name, body);
    }
  }

  private static boolean isEmpty(List<Node> body) {
    return body.stream().allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
  }
}
