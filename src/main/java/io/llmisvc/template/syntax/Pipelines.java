package io.llmisvc.template.syntax;

import io.llmisvc.template.syntax.Expression.Command;
import io.llmisvc.template.syntax.Expression.FunctionName;
import io.llmisvc.template.syntax.Expression.Pipeline;
import io.llmisvc.template.syntax.Token.Kind;
import io.llmisvc.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what stands inside actions, and knows which variables are in scope there. */
final class Pipelines {
  private static final int DEEPEST = 100;

  private final Tokens tokens;
  private final List<FunctionName> functions;
  private Variables variables = new Variables();
  private int depth;

  Pipelines(Tokens tokens, List<FunctionName> functions) {
    this.tokens = tokens;
    this.functions = functions;
  }

  /** Starts a scope in which only {@code $} is known, and yields the one before. */
  Variables freshScope() {
    Variables before = variables;
    variables = new Variables();
    return before;
  }

  void restoreScope(Variables before) {
    variables = before;
  }

  int scope() {
    return variables.mark();
  }

  void leaveScope(int mark) {
    variables.leave(mark);
  }

  /** Parses up to and including the closing token. */
  Pipeline pipeline(String context, Kind end) throws SyntaxException {
    tokens.skipSpace();
    Span start = tokens.peek().span();
    Declaration declaration = declaration(context);
    List<Command> commands = new ArrayList<>();
    while (!tokens.peekNonSpace().is(end)) {
      if (!startsOperand(tokens.peekNonSpace())) {
        throw Tokens.unexpected(tokens.nextNonSpace(), context);
      }
      commands.add(command());
    }
    Span span = start.to(Math.max(start.end(), tokens.end()));
    tokens.nextNonSpace();
    check(commands, context, span);
    return new Pipeline(span, declaration.names(), declaration.declares(), List.copyOf(commands));
  }

  private record Declaration(List<String> names, boolean declares) {}

  private Declaration declaration(String context) throws SyntaxException {
    List<String> names = new ArrayList<>();
    while (tokens.peekNonSpace().is(Kind.VARIABLE)) {
      int before = tokens.mark();
      Token variable = tokens.nextNonSpace();
      Token next = tokens.peekNonSpace();
      boolean comma = next.is(Kind.CHARACTER) && next.text().equals(",");
      if (!comma && !next.is(Kind.ASSIGN) && !next.is(Kind.DECLARE)) {
        tokens.reset(before);
        break;
      }
      tokens.nextNonSpace();
      names.add(variable.text());
      variables.declare(variable.text());
      if (!comma) {
        return new Declaration(names, next.is(Kind.DECLARE));
      }
      checkSecondVariable(context, names);
    }
    return new Declaration(names, true);
  }

  private void checkSecondVariable(String context, List<String> names) throws SyntaxException {
    Token next = tokens.peekNonSpace();
    if (!context.equals("range") || names.size() > 1) {
      throw new SyntaxException("too many declarations in " + context, next.span());
    }
    if (!next.is(Kind.VARIABLE) && !next.is(Kind.RIGHT_DELIMITER) && !next.is(Kind.RIGHT_PAREN)) {
      throw new SyntaxException("range can only initialize variables", next.span());
    }
  }

  private static void check(List<Command> commands, String context, Span span)
      throws SyntaxException {
    if (commands.isEmpty()) {
      throw new SyntaxException("missing value for " + context, span);
    }
    for (int i = 1; i < commands.size(); i++) {
      Expression first = commands.get(i).first();
      if (first instanceof Expression.Constant
          || first instanceof Expression.Dot
          || first instanceof Expression.Nil) {
        throw new SyntaxException(
            "non executable command in pipeline stage " + (i + 1), first.span());
      }
    }
  }

  private static boolean startsOperand(Token token) {
    return switch (token.kind()) {
      case BOOL,
          CHARACTER_CONSTANT,
          NUMBER,
          IMAGINARY,
          RAW_STRING,
          STRING,
          FIELD,
          IDENTIFIER,
          VARIABLE,
          DOT,
          NIL,
          LEFT_PAREN ->
          true;
      default -> false;
    };
  }

  private Command command() throws SyntaxException {
    tokens.skipSpace();
    Span start = tokens.peek().span();
    List<Expression> operands = new ArrayList<>();
    int end = start.end();
    while (true) {
      tokens.skipSpace();
      Expression operand = operand();
      if (operand != null) {
        operands.add(operand);
        end = operand.span().end();
      }
      Token token = tokens.peek();
      if (token.is(Kind.RIGHT_DELIMITER) || token.is(Kind.RIGHT_PAREN)) {
        break;
      }
      tokens.next();
      if (token.is(Kind.PIPE)) {
        break;
      }
      if (!token.is(Kind.SPACE)) {
        throw Tokens.unexpected(token, "operand");
      }
    }
    if (operands.isEmpty()) {
      throw new SyntaxException("empty command", start);
    }
    return new Command(start.to(end), List.copyOf(operands));
  }

  /** A term and the fields after it, or null when the next token starts no term. */
  private @Nullable Expression operand() throws SyntaxException {
    if (!startsOperand(tokens.peek())) {
      return null;
    }
    Expression term = term(tokens.next());
    if (!tokens.peek().is(Kind.FIELD)) {
      return term;
    }
    List<String> fields = new ArrayList<>();
    while (tokens.peek().is(Kind.FIELD)) {
      fields.add(tokens.next().text().substring(1));
    }
    Span span = term.span().to(tokens.end());
    return switch (term) {
      case Expression.Fields own -> new Expression.Fields(span, concatenated(own.names(), fields));
      case Expression.Variable variable ->
          new Expression.Variable(span, variable.name(), List.copyOf(fields));
      case FunctionName name -> new Expression.Chain(span, name, List.copyOf(fields));
      case Pipeline pipeline -> new Expression.Chain(span, pipeline, List.copyOf(fields));
      case Expression.Chain chain -> new Expression.Chain(span, chain, List.copyOf(fields));
      case Expression.Constant constant -> throw afterTerm(span);
      case Expression.Dot dot -> throw afterTerm(span);
      case Expression.Nil nil -> throw afterTerm(span);
    };
  }

  private static SyntaxException afterTerm(Span span) {
    return new SyntaxException("unexpected . after term", span);
  }

  private static List<String> concatenated(List<String> left, List<String> right) {
    List<String> all = new ArrayList<>(left);
    all.addAll(right);
    return List.copyOf(all);
  }

  private Expression term(Token token) throws SyntaxException {
    Span span = token.span();
    return switch (token.kind()) {
      case IDENTIFIER -> function(token);
      case DOT -> new Expression.Dot(span);
      case NIL -> new Expression.Nil(span);
      case VARIABLE -> variable(token);
      case FIELD -> new Expression.Fields(span, List.of(token.text().substring(1)));
      case BOOL -> new Expression.Constant(span, Value.of(token.text().equals("true")));
      case NUMBER -> new Expression.Constant(span, Numbers.parse(token));
      case CHARACTER_CONSTANT -> new Expression.Constant(span, Literals.character(token));
      case IMAGINARY ->
          throw new SyntaxException("complex numbers are not supported: " + token.text(), span);
      case STRING, RAW_STRING -> new Expression.Constant(span, Value.of(Literals.string(token)));
      case LEFT_PAREN -> parenthesized(span);
      default -> throw Tokens.unexpected(token, "operand");
    };
  }

  private Expression function(Token token) {
    FunctionName name = new FunctionName(token.span(), token.text());
    functions.add(name);
    return name;
  }

  private Expression variable(Token token) throws SyntaxException {
    if (!variables.knows(token.text())) {
      throw new SyntaxException("undefined variable \"" + token.text() + "\"", token.span());
    }
    return new Expression.Variable(token.span(), token.text(), List.of());
  }

  private Expression parenthesized(Span open) throws SyntaxException {
    if (++depth > DEEPEST) {
      throw new SyntaxException("max expression depth exceeded", open);
    }
    Pipeline pipeline = pipeline("parenthesized pipeline", Kind.RIGHT_PAREN);
    depth--;
    return new Pipeline(
        open.to(tokens.end()), pipeline.variables(), pipeline.declares(), pipeline.commands());
  }
}
