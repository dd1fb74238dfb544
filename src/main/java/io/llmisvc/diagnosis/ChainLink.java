package io.llmisvc.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * One part of the chain from a service to its traffic.
 *
 * @param what the part, as it is named in the status or by its kind and name
 * @param message what is said of it, one line, in the words of its condition; empty when all is
 *     well
 * @param detail what a closer look adds: logs, events, nodes; one line, empty when it adds nothing
 * @param cause absent when the part is well
 * @param since in RFC 3339; empty when nobody says
 */
public record ChainLink(
    String what, State state, String message, String detail, @Nullable Cause cause, String since) {

  /** How a part is. */
  public enum State {
    WELL,
    /** Nobody says that it is wrong. */
    WAITING,
    BLOCKED
  }

  static ChainLink well(String what, String message) {
    return new ChainLink(what, State.WELL, message, "", null, "");
  }
}
