package io.llmisvc.live;

/** The API server does not let the user read; one line that names the missing right. */
public final class ReadRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReadRefusedException(String message) {
    super(message);
  }
}
