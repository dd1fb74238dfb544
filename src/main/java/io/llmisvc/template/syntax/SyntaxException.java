package io.llmisvc.template.syntax;

/** What the text does not allow, and where. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  private final Span span;

  SyntaxException(String message, Span span) {
    super(message, null, false, false);
    this.reason = message;
    this.span = span;
  }

  public Span span() {
    return span;
  }

  public String reason() {
    return reason;
  }
}
