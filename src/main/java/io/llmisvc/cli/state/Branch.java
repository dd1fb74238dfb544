package io.llmisvc.cli.state;

import java.util.List;

/**
 * An object of a service, or a heading, and what is below it.
 *
 * @param name as in {@code Deployment llama-kserve}
 * @param ready {@code True}, {@code False}, or a count as in {@code 1/2}; empty when it says
 *     nothing of that
 * @param reason why it is not, or what else is to be known; may be empty
 * @param created in RFC 3339; may be empty
 * @param message in the words of whoever says that it is not ready; may be empty
 */
public record Branch(
    String name,
    String ready,
    String reason,
    String created,
    String message,
    List<Branch> branches) {
  public Branch {
    branches = List.copyOf(branches);
  }

  static Branch heading(String name, List<Branch> branches) {
    return new Branch(name, "", "", "", "", branches);
  }

  Branch with(List<Branch> below) {
    return new Branch(name, ready, reason, created, message, below);
  }
}
