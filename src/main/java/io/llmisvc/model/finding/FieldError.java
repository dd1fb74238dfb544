package io.llmisvc.model.finding;

/** What is wrong with the value of a field, in the words of Kubernetes. */
public enum FieldError {
  INVALID("FieldValueInvalid", "Invalid value"),
  REQUIRED("FieldValueRequired", "Required value"),
  FORBIDDEN("FieldValueForbidden", "Forbidden"),
  NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value");

  private final String cause;
  private final String title;

  FieldError(String cause, String title) {
    this.cause = cause;
    this.title = title;
  }

  /** The reason of a cause in the details of a {@code Status}. */
  public String cause() {
    return cause;
  }

  /** How a message about it begins. */
  public String title() {
    return title;
  }
}
