package io.llmisvc.model.finding;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.regex.Pattern;

/**
 * A value of a spec that the schema of its kind does not allow.
 *
 * @param place from the root of the spec; of the absent member when one is missing
 * @param message one line: the value, and what is allowed
 */
public record SchemaViolation(JsonPointer place, String message, FieldError error) {
  /** Reason of every finding about a spec that is not what its kind allows. */
  public static final String REASON = "InvalidRenderedConfig";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_$-]+");

  /** {@code spec.template.containers[0].name}. */
  public String path() {
    StringBuilder path = new StringBuilder("spec");
    for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
      path.append(step(rest));
    }
    return path.toString();
  }

  public Finding finding() {
    return new Finding(Severity.ERROR, Subject.COMPOSITION, REASON, path(), message, error);
  }

  /** The same, naming who wrote the value. */
  public SchemaViolation by(String author) {
    return new SchemaViolation(place, message + " (in " + author + ")", error);
  }

  private static String step(JsonPointer step) {
    String name = step.getMatchingProperty();
    if (step.mayMatchElement()) {
      return "[" + name + "]";
    }
    return PLAIN.matcher(name).matches() ? "." + name : "[\"" + name + "\"]";
  }
}
