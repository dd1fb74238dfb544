package io.llmisvc.template.syntax;

import io.llmisvc.template.format.GoQuoting;
import io.llmisvc.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a template into tokens, the last of which is the end of the text or an error. */
final class Lexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final int END = -1;
  private static final Map<String, Kind> KEYWORDS =
      Map.ofEntries(
          Map.entry("block", Kind.BLOCK),
          Map.entry("break", Kind.BREAK),
          Map.entry("continue", Kind.CONTINUE),
          Map.entry("define", Kind.DEFINE),
          Map.entry("else", Kind.ELSE),
          Map.entry("end", Kind.END),
          Map.entry("if", Kind.IF),
          Map.entry("nil", Kind.NIL),
          Map.entry("range", Kind.RANGE),
          Map.entry("template", Kind.TEMPLATE),
          Map.entry("with", Kind.WITH),
          Map.entry("true", Kind.BOOL),
          Map.entry("false", Kind.BOOL));

  private final String input;
  private final TrimMode trim;
  private final int most;
  private final List<Token> tokens = new ArrayList<>();
  private int start;
  private int at;
  private int parens;
  private boolean failed;

  private Lexer(String input, TrimMode trim, int most) {
    this.input = input;
    this.trim = trim;
    this.most = most;
  }

  /**
   * @param most tokens that are read; where there are more, the list is one longer and has no end
   */
  static List<Token> tokens(String input, TrimMode trim, int most) {
    Lexer lexer = new Lexer(input, trim, most);
    while (lexer.goesOn() && lexer.at < input.length()) {
      lexer.textAndAction();
    }
    if (lexer.goesOn()) {
      lexer.start = lexer.at;
      lexer.emit(Kind.EOF);
    }
    return lexer.tokens;
  }

  private boolean goesOn() {
    return !failed && tokens.size() <= most;
  }

  private void textAndAction() {
    int left = input.indexOf(LEFT, at);
    int end = left < 0 ? input.length() : left;
    boolean trims = left >= 0 && opensTrimming(left + LEFT.length());
    at = trims ? trimmedEnd(start, end) : end;
    if (at > start) {
      emit(Kind.TEXT);
    }
    at = end;
    start = end;
    if (left < 0) {
      return;
    }
    at = left + LEFT.length() + (trims ? 2 : 0);
    if (input.startsWith("/*", at)) {
      comment();
      return;
    }
    emit(Kind.LEFT_DELIMITER);
    parens = 0;
    while (goesOn() && !inside()) {}
  }

  private int trimmedEnd(int from, int end) {
    int trimmed = end;
    while (trimmed > from && trim.trims(input.charAt(trimmed - 1))) {
      trimmed--;
    }
    return trimmed;
  }

  private void skipTrimmed() {
    while (at < input.length() && trim.trims(input.charAt(at))) {
      at++;
    }
  }

  private boolean opensTrimming(int offset) {
    return offset + 1 < input.length()
        && input.charAt(offset) == '-'
        && isSpace(input.charAt(offset + 1));
  }

  private boolean closesTrimming(int offset) {
    return offset + 1 < input.length()
        && isSpace(input.charAt(offset))
        && input.startsWith("-" + RIGHT, offset + 1);
  }

  private void comment() {
    start = at;
    int close = input.indexOf("*/", at + 2);
    if (close < 0) {
      fail("unclosed comment");
      return;
    }
    at = close + 2;
    boolean trims = closesTrimming(at);
    if (!trims && !input.startsWith(RIGHT, at)) {
      fail("comment ends before closing delimiter");
      return;
    }
    at += trims ? 2 + RIGHT.length() : RIGHT.length();
    if (trims) {
      skipTrimmed();
    }
    start = at;
  }

  /** Reads one token inside an action and says whether the action is over. */
  private boolean inside() {
    if (closesTrimming(at) || input.startsWith(RIGHT, at)) {
      return rightDelimiter();
    }
    int c = next();
    switch (c) {
      case END -> fail("unclosed action");
      case ' ', '\t', '\r', '\n' -> space();
      case '=' -> emit(Kind.ASSIGN);
      case ':' -> declare();
      case '|' -> emit(Kind.PIPE);
      case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Kind.CHARACTER_CONSTANT, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> fieldOrVariable(Kind.VARIABLE, Kind.VARIABLE);
      case '(' -> leftParen();
      case ')' -> rightParen();
      case '.' -> dotOrNumber();
      case '+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> other(c);
    }
    return false;
  }

  private boolean rightDelimiter() {
    if (parens > 0) {
      fail("unclosed left paren");
      return true;
    }
    boolean trims = closesTrimming(at);
    at += trims ? 2 + RIGHT.length() : RIGHT.length();
    emit(Kind.RIGHT_DELIMITER);
    if (trims) {
      skipTrimmed();
      start = at;
    }
    return true;
  }

  private void space() {
    while (at < input.length() && isSpace(input.charAt(at)) && !closesTrimming(at)) {
      at++;
    }
    emit(Kind.SPACE);
  }

  private void declare() {
    if (next() == '=') {
      emit(Kind.DECLARE);
    } else {
      fail("expected :=");
    }
  }

  private void leftParen() {
    parens++;
    emit(Kind.LEFT_PAREN);
  }

  private void rightParen() {
    if (--parens < 0) {
      fail("unexpected right paren");
    } else {
      emit(Kind.RIGHT_PAREN);
    }
  }

  private void quoted(char quote, Kind kind, String unterminated) {
    while (true) {
      int c = next();
      if (c == '\\') {
        c = next() == '\n' ? '\n' : at >= input.length() ? END : '\\';
      }
      if (c == END || c == '\n') {
        fail(unterminated);
        return;
      }
      if (c == quote) {
        emit(kind);
        return;
      }
    }
  }

  private void rawString() {
    int close = input.indexOf('`', at);
    if (close < 0) {
      fail("unterminated raw quoted string");
      return;
    }
    at = close + 1;
    emit(Kind.RAW_STRING);
  }

  private void dotOrNumber() {
    if (peek() >= '0' && peek() <= '9') {
      number();
    } else {
      fieldOrVariable(Kind.FIELD, Kind.DOT);
    }
  }

  private void fieldOrVariable(Kind named, Kind bare) {
    if (atTerminator()) {
      emit(bare);
      return;
    }
    word();
    finishWord(named);
  }

  private void other(int c) {
    if (isWord(c)) {
      word();
      finishWord(KEYWORDS.getOrDefault(input.substring(start, at), Kind.IDENTIFIER));
    } else if (c > ' ' && c < 0x7F) {
      emit(Kind.CHARACTER);
    } else {
      fail("unrecognized character in action: " + shown(c));
    }
  }

  private void finishWord(Kind kind) {
    if (atTerminator()) {
      emit(kind);
    } else {
      fail("bad character " + shown(peek()));
    }
  }

  private void word() {
    while (isWord(peek())) {
      next();
    }
  }

  /** Whether a word may end here. */
  private boolean atTerminator() {
    int c = peek();
    return c == END || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || input.startsWith(RIGHT, at);
  }

  private void number() {
    at = Numbers.end(input, start);
    boolean complex = peek() == '+' || peek() == '-';
    at = complex ? Numbers.end(input, at) : at;
    if (isWord(peek()) || (complex && input.charAt(at - 1) != 'i')) {
      next();
      fail("bad number syntax: " + GoQuoting.quoted(input.substring(start, at)));
      return;
    }
    emit(complex || input.charAt(at - 1) == 'i' ? Kind.IMAGINARY : Kind.NUMBER);
  }

  private int peek() {
    return at < input.length() ? input.codePointAt(at) : END;
  }

  private int next() {
    int c = peek();
    at += c == END ? 0 : Character.charCount(c);
    return c;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isWord(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String shown(int c) {
    String code = String.format("U+%04X", c);
    return c == END ? "EOF" : code + " '" + Character.toString(c) + "'";
  }

  private void emit(Kind kind) {
    tokens.add(new Token(kind, new Span(start, at), input.substring(start, at)));
    start = at;
  }

  private void fail(String message) {
    tokens.add(new Token(Kind.ERROR, new Span(start, at), message));
    failed = true;
  }
}
