package io.llmisvc.cli.explanation;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Source;
import java.util.List;

/**
 * An explanation without its tree: a path and its value, then the layers that it comes from and
 * that it beat.
 */
public final class ExplanationText {
  private static final int LONGEST = 100;

  private ExplanationText() {}

  public static String of(List<ExplainedService> services) {
    StringBuilder text = new StringBuilder();
    for (ExplainedService service : services) {
      text.append(service.headline());
      List<Explanation.Entry> entries = service.entries();
      boolean whole = entries.size() == 1;
      entries.forEach(entry -> append(entry, whole, text));
    }
    return text.toString();
  }

  private static void append(Explanation.Entry entry, boolean whole, StringBuilder text) {
    text.append(entry.path()).append(": ").append(value(entry.value(), whole)).append('\n');
    text.append("    from ").append(name(entry.source())).append('\n');
    for (Explanation.Beaten beaten : entry.beaten()) {
      text.append("    beat ")
          .append(value(beaten.value(), whole))
          .append(" of ")
          .append(name(beaten.source()))
          .append('\n');
    }
  }

  static String name(Source source) {
    return switch (source.layer()) {
      case PRESET -> "preset " + id(source);
      case BASE_REF -> "baseRef " + id(source);
      case SERVICE -> "service " + id(source);
      case OPERATOR -> "operator, " + source.name();
    };
  }

  private static String id(Source source) {
    return source.namespace() + "/" + source.name();
  }

  /** In a list of values each takes one line; a value on its own is told in full. */
  private static String value(JsonNode value, boolean whole) {
    String text = value.toString();
    if (whole || text.length() <= LONGEST) {
      return text;
    }
    return text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
  }
}
