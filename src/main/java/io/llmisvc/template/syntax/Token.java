package io.llmisvc.template.syntax;

import io.llmisvc.template.format.GoQuoting;

/**
 * A piece of a template.
 *
 * @param text the piece as it is written; what is wrong, for an error
 */
record Token(Kind kind, Span span, String text) {
  enum Kind {
    ERROR,
    EOF,
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    ASSIGN,
    DECLARE,
    PIPE,
    LEFT_PAREN,
    RIGHT_PAREN,
    CHARACTER,
    BOOL,
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
    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    RANGE,
    TEMPLATE,
    WITH
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** The token as messages name it. */
  String shown() {
    return switch (kind) {
      case EOF -> "EOF";
      case ERROR -> text;
      case DOT, NIL, BLOCK, BREAK, CONTINUE, DEFINE, ELSE, END, IF, RANGE, TEMPLATE, WITH ->
          "<" + text + ">";
      default ->
          text.length() > 10
              ? GoQuoting.quoted(text.substring(0, 10)) + "..."
              : GoQuoting.quoted(text);
    };
  }
}
