package io.llmisvc.live;

/** The API server does not let the user read; one line that names the missing right. */
public final class ReadRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String line;

  ReadRefusedException(String line) {
    super(line);
    this.line = line;
  }

  /** The same line. */
  public String line() {
    return line;
  }
}
