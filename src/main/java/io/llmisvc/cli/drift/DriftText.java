package io.llmisvc.cli.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.cli.output.UnifiedDiff;
import io.llmisvc.model.match.FieldWriters;
import io.llmisvc.tree.Yaml;
import java.util.List;
import java.util.stream.Collectors;

/** Drift as a diff that people read and tools take: what a diff cannot say is on lines with #. */
public final class DriftText {
  private final boolean colours;

  private DriftText(boolean colours) {
    this.colours = colours;
  }

  /** Empty when nothing differs. */
  public static String of(List<ServiceDrift> services, boolean colours) {
    DriftText text = new DriftText(colours);
    return services.stream()
        .flatMap(service -> service.children().stream())
        .map(text::child)
        .collect(Collectors.joining());
  }

  private String child(ChildDrift child) {
    StringBuilder text = new StringBuilder();
    text.append(remark(child)).append('\n');
    child.fields().forEach(field -> text.append(field(field)).append('\n'));
    diff(child)
        .lines()
        .forEach(line -> text.append(UnifiedDiff.painted(line, colours)).append('\n'));
    return text.toString();
  }

  private static String remark(ChildDrift child) {
    return switch (child.word()) {
      case "missing" -> "# " + child.key() + " is missing";
      case "leftover" -> "# %s must not exist: %s".formatted(child.key(), child.why());
      default -> "# " + child.key() + " differs";
    };
  }

  private static String field(ChildDrift.DriftedField field) {
    FieldWriters.Writer writer = field.writer();
    return writer == null
        ? "#   %s: nobody has it".formatted(field.path())
        : "#   %s: by %s (%s) at %s"
            .formatted(field.path(), writer.manager(), writer.operation(), writer.time());
  }

  static String diff(ChildDrift child) {
    return UnifiedDiff.of(
        "cluster " + child.key(), "plan " + child.key(), yaml(child.live()), yaml(child.planned()));
  }

  private static String yaml(JsonNode tree) {
    return tree.isMissingNode() ? "" : Yaml.text(tree);
  }
}
