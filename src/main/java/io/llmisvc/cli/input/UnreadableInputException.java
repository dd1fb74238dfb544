package io.llmisvc.cli.input;

import java.util.List;

/** The input cannot be used; each problem is one line that names its place. */
public final class UnreadableInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  public UnreadableInputException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
