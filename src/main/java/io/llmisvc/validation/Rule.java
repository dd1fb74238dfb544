package io.llmisvc.validation;

import io.llmisvc.model.finding.FieldError;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.SchemaViolation;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of rules about a value.
 *
 * @param path what is put behind the value's own path to name the field to blame
 * @param endsBlock whether the rows below make no sense once this one is broken
 */
record Rule<T>(
    Severity severity,
    String path,
    Predicate<T> isBroken,
    Function<T, String> message,
    FieldError error,
    boolean endsBlock) {

  /** Of what works, but not as somebody may expect. */
  private static final String QUESTIONABLE = "QuestionableSpec";

  /** The value of the field is wrong. */
  static <T> Rule<T> error(String path, Predicate<T> isBroken, Function<T, String> message) {
    return new Rule<>(Severity.ERROR, path, isBroken, message, FieldError.INVALID, false);
  }

  static <T> Rule<T> error(String path, Predicate<T> isBroken, String message) {
    return error(path, isBroken, value -> message);
  }

  static <T> Rule<T> warning(String path, Predicate<T> isBroken, Function<T, String> message) {
    return new Rule<>(Severity.WARNING, path, isBroken, message, FieldError.INVALID, false);
  }

  static <T> Rule<T> warning(String path, Predicate<T> isBroken, String message) {
    return warning(path, isBroken, value -> message);
  }

  /** The field must have a value. */
  static <T> Rule<T> required(String path, Predicate<T> isBroken, Function<T, String> message) {
    return new Rule<>(Severity.ERROR, path, isBroken, message, FieldError.REQUIRED, false);
  }

  static <T> Rule<T> required(String path, Predicate<T> isBroken, String message) {
    return required(path, isBroken, value -> message);
  }

  /** The field must have no value. */
  static <T> Rule<T> forbidden(String path, Predicate<T> isBroken, String message) {
    return new Rule<>(
        Severity.ERROR, path, isBroken, value -> message, FieldError.FORBIDDEN, false);
  }

  /** The field cannot change to this value. */
  static <T> Rule<T> notSupported(String path, Predicate<T> isBroken, Function<T, String> message) {
    return new Rule<>(Severity.ERROR, path, isBroken, message, FieldError.NOT_SUPPORTED, false);
  }

  static <T> Rule<T> notSupported(String path, Predicate<T> isBroken, String message) {
    return notSupported(path, isBroken, value -> message);
  }

  static <T> Rule<T> info(String path, Predicate<T> isBroken, Function<T, String> message) {
    return new Rule<>(Severity.INFO, path, isBroken, message, FieldError.INVALID, false);
  }

  /** The same rule; when it is broken, the rows below it are not looked at. */
  Rule<T> last() {
    return new Rule<>(severity, path, isBroken, message, error, true);
  }

  /** Every broken row, in the order of the table. */
  static <T> List<Finding> check(List<Rule<T>> table, String base, T value) {
    List<Finding> findings = new ArrayList<>();
    for (Rule<T> rule : table) {
      if (!rule.isBroken.test(value)) {
        continue;
      }
      findings.add(rule.finding(base, value));
      if (rule.endsBlock) {
        break;
      }
    }
    return findings;
  }

  /** As {@link #check}, for a value that may be absent. */
  static <T> List<Finding> checkOptional(List<Rule<T>> table, String base, @Nullable T value) {
    return value == null ? List.of() : check(table, base, value);
  }

  private Finding finding(String base, T value) {
    return new Finding(
        severity,
        Subject.COMPOSITION,
        severity == Severity.ERROR ? SchemaViolation.REASON : QUESTIONABLE,
        base + path,
        message.apply(value),
        error);
  }
}
