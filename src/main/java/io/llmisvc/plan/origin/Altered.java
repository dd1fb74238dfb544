package io.llmisvc.plan.origin;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Explanation.Source;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The altered values of some fields, by which it is known again where they got to. */
final class Altered {
  private final Map<JsonNode, Part> parts = new HashMap<>();

  /** A value of a field or of what is in it. */
  private record Part(List<String> steps, Source source, JsonNode before) {}

  void add(SpecField field, boolean alone) {
    Explanation.Entry entry = field.entry();
    add(entry.steps(), entry.source(), entry.value(), field.altered(), alone);
  }

  /**
   * @param alone whether nothing else is altered, so that also a truth tells who altered
   */
  void add(List<String> steps, Source source, JsonNode before, JsonNode after, boolean alone) {
    if (alone || Alteration.isTelling(after)) {
      parts.putIfAbsent(after, new Part(steps, source, before));
    }
    if (before.isArray()) {
      List<String> elements = FieldSteps.elements(before);
      for (int i = 0; i < before.size(); i++) {
        add(below(steps, elements.get(i)), source, before.get(i), after.path(i), alone);
      }
      return;
    }
    for (Map.Entry<String, JsonNode> member : before.properties()) {
      String name = member.getKey();
      add(below(steps, FieldSteps.field(name)), source, member.getValue(), after.path(name), alone);
    }
  }

  /** The field whose value something has, before and now. */
  Optional<Cause> copied(JsonNode before, JsonNode now) {
    return Optional.ofNullable(parts.get(now))
        .filter(part -> part.before().equals(before))
        .map(part -> new Cause(part.steps(), part.source(), true));
  }

  private static List<String> below(List<String> steps, String step) {
    List<String> all = new ArrayList<>(steps);
    all.add(step);
    return all;
  }
}
