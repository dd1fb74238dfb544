package io.llmisvc.cli;

/** What the verbs answer to the shell. */
final class ExitCode {
  static final int OK = 0;

  /** A finding is an error. */
  static final int FINDINGS = 1;

  /** The arguments or the input cannot be read. */
  static final int UNREADABLE = 2;

  /** A defect of this program. */
  static final int DEFECT = 3;

  private ExitCode() {}
}
