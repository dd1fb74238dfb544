package io.llmisvc.template.syntax;

import io.llmisvc.template.syntax.Token.Kind;
import java.util.List;

/** A place in the tokens, to look ahead from and to go back to. */
final class Tokens {
  private final List<Token> tokens;
  private int at;

  Tokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  int count() {
    return tokens.size();
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  Token peekNonSpace() {
    return tokens.get(peek().is(Kind.SPACE) ? at + 1 : at);
  }

  Token nextNonSpace() {
    skipSpace();
    return next();
  }

  void skipSpace() {
    if (peek().is(Kind.SPACE)) {
      next();
    }
  }

  int mark() {
    return at;
  }

  void reset(int mark) {
    at = mark;
  }

  /** Where the last token that was taken ends. */
  int end() {
    return at == 0 ? 0 : tokens.get(at - 1).span().end();
  }

  Token expect(Kind kind, String context) throws SyntaxException {
    Token token = nextNonSpace();
    if (!token.is(kind)) {
      throw unexpected(token, context);
    }
    return token;
  }

  static SyntaxException unexpected(Token token, String context) {
    String message =
        token.is(Kind.ERROR) ? token.text() : "unexpected " + token.shown() + " in " + context;
    return new SyntaxException(message, token.span());
  }
}
