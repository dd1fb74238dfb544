package io.llmisvc.live;

/** The cluster cannot be reached, or is none; one line that says why and what to do. */
public final class UnreadableClusterException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message the one line
   */
  public UnreadableClusterException(String message) {
    super(message);
  }
}
