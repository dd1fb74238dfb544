package io.llmisvc.cli.explanation;

import io.llmisvc.model.Child;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path into children: {@code Deployment.spec.replicas} into all of a kind, {@code
 * Deployment/my-llm-kserve.spec} into one.
 */
public record ChildPath(String text) {
  private static final Pattern AFTER_KIND = Pattern.compile("[./\\[].*", Pattern.DOTALL);

  /** The path, when the text begins with the kind of a child. */
  public static Optional<ChildPath> of(String text) {
    ChildPath path = new ChildPath(text);
    return Arrays.stream(Kind.values()).anyMatch(kind -> kind.kind().equals(path.kind()))
        ? Optional.of(path)
        : Optional.empty();
  }

  public String kind() {
    return AFTER_KIND.matcher(text).replaceFirst("");
  }

  /** The path from a child; nothing when another child is meant. */
  public Optional<FieldPath> in(Child child) {
    ObjectKey key = child.key();
    if (!kind().equals(key.kind().kind())) {
      return Optional.empty();
    }
    String rest = text.substring(kind().length());
    if (!rest.startsWith("/")) {
      return Optional.of(new FieldPath(rest));
    }
    String name = "/" + key.name();
    boolean isMeant =
        rest.equals(name) || rest.startsWith(name + ".") || rest.startsWith(name + "[");
    return isMeant ? Optional.of(new FieldPath(rest.substring(name.length()))) : Optional.empty();
  }
}
