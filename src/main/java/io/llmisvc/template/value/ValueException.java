package io.llmisvc.template.value;

/**
 * An operation that the values at hand do not allow; the message is one line and knows no position.
 */
public final class ValueException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  public ValueException(String message) {
    super(message, null, false, false);
    this.reason = message;
  }

  public String reason() {
    return reason;
  }
}
