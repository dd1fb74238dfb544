package io.llmisvc.template.syntax;

import io.llmisvc.template.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Go's string and character literals. */
final class Literals {
  private final Token token;
  private final String body;
  private final char quote;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private Literals(Token token) {
    this.token = token;
    this.quote = token.text().charAt(0);
    this.body = token.text().substring(1, token.text().length() - 1);
  }

  static String string(Token token) throws SyntaxException {
    if (token.is(Token.Kind.RAW_STRING)) {
      String text = token.text();
      return text.substring(1, text.length() - 1).replace("\r", "");
    }
    if (token.text().indexOf('\\') < 0) {
      return token.text().substring(1, token.text().length() - 1);
    }
    Literals literal = new Literals(token);
    while (literal.at < literal.body.length()) {
      literal.character();
    }
    return literal.bytes.toString(StandardCharsets.UTF_8);
  }

  /** A character constant, which is the number of its code point. */
  static Value character(Token token) throws SyntaxException {
    Literals literal = new Literals(token);
    if (literal.body.isEmpty()) {
      throw literal.invalid();
    }
    int codePoint = literal.character();
    if (literal.at < literal.body.length()) {
      throw new SyntaxException("malformed character constant: " + token.text(), token.span());
    }
    return Value.of(codePoint);
  }

  private int character() throws SyntaxException {
    int c = body.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\') {
      return append(c);
    }
    if (at >= body.length()) {
      throw invalid();
    }
    char escape = body.charAt(at++);
    int named = "abfnrtv\\".indexOf(escape);
    if (named >= 0) {
      return append("\u0007\b\f\n\r\t\u000B\\".charAt(named));
    }
    if (escape == quote) {
      return append(escape);
    }
    return switch (escape) {
      case 'x' -> octet(number(2, 16));
      case 'u' -> append(codePoint(number(4, 16)));
      case 'U' -> append(codePoint(number(8, 16)));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
      default -> throw invalid();
    };
  }

  private int octal() throws SyntaxException {
    at--;
    return octet(number(3, 8));
  }

  private int number(int digits, int base) throws SyntaxException {
    if (at + digits > body.length()) {
      throw invalid();
    }
    long number = 0;
    for (int end = at + digits; at < end; at++) {
      int digit = Character.digit(body.charAt(at), base);
      if (digit < 0) {
        throw invalid();
      }
      number = number * base + digit;
    }
    return number > Character.MAX_CODE_POINT ? -1 : (int) number;
  }

  private int octet(int value) throws SyntaxException {
    if (value > 0xFF) {
      throw invalid();
    }
    bytes.write(value);
    return value;
  }

  private int codePoint(int value) throws SyntaxException {
    if (value < 0 || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      throw invalid();
    }
    return value;
  }

  private int append(int c) {
    bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
    return c;
  }

  private SyntaxException invalid() {
    return new SyntaxException("invalid syntax: " + token.text(), token.span());
  }
}
