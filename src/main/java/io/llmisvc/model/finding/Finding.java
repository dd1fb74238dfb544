package io.llmisvc.model.finding;

/**
 * Something to tell the owner of a service: one sentence that names the field, the value and the
 * way out.
 *
 * @param reason UpperCamelCase, fit for a condition or an event
 * @param path the field, from {@code spec} or {@code metadata}, or empty when no field is to blame
 * @param error what an error says of the field
 * @param change of the text that it tells of; none in most findings
 */
public record Finding(
    Severity severity,
    Subject subject,
    String reason,
    String path,
    String message,
    FieldError error,
    TextChange change) {

  public Finding(
      Severity severity,
      Subject subject,
      String reason,
      String path,
      String message,
      FieldError error) {
    this(severity, subject, reason, path, message, error, TextChange.NONE);
  }

  public Finding(Severity severity, Subject subject, String reason, String path, String message) {
    this(severity, subject, reason, path, message, FieldError.INVALID);
  }

  public static Finding error(Subject subject, String reason, String path, String message) {
    return new Finding(Severity.ERROR, subject, reason, path, message);
  }

  public static Finding warning(Subject subject, String reason, String path, String message) {
    return new Finding(Severity.WARNING, subject, reason, path, message);
  }

  public static Finding info(Subject subject, String reason, String path, String message) {
    return new Finding(Severity.INFO, subject, reason, path, message);
  }

  /** The same, with what became of the text that it tells of. */
  public Finding with(TextChange other) {
    return new Finding(severity, subject, reason, path, message, error, other);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** One line: the path, when there is one, and the message. */
  public String text() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
