package io.llmisvc.model.finding;

/** How much a finding matters. */
public enum Severity {
  /** The service, or the part of it that the finding is about, cannot work as written. */
  ERROR,
  /** It works, but not as somebody may expect. */
  WARNING,
  /** Worth knowing. */
  INFO
}
