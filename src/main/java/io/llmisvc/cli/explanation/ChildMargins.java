package io.llmisvc.cli.explanation;

import io.llmisvc.cli.explanation.FieldTree.Told;
import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.ChildExplanation.ChildValue;
import io.llmisvc.tree.FieldSteps;
import java.util.ArrayList;
import java.util.List;

/** What is said beside values of children. */
final class ChildMargins {
  /** Of the fields that a value rests on, how many are named. */
  private static final int NAMED = 2;

  private final LayerNames names;

  ChildMargins(LayerNames names) {
    this.names = names;
  }

  List<Told> told(ExplainedChild child) {
    return child.values().stream()
        .map(value -> new Told(value.steps(), value.value(), margin(value)))
        .toList();
  }

  private Margin margin(ChildValue value) {
    if (!value.copies().isEmpty()) {
      Cause copy = value.copies().getFirst();
      return new Margin(LayerNames.name(copy.source()), names.colour(copy.source()), copy.steps());
    }
    return Margin.of(rule(value), LayerNames.operatorColour());
  }

  /** A value that the operator makes, and of what. */
  static String rule(ChildValue value) {
    List<String> fields = new ArrayList<>();
    for (Cause cause : value.causes()) {
      if (fields.size() == NAMED) {
        fields.add("%d more".formatted(value.causes().size() - NAMED));
        break;
      }
      fields.add(
          "%s (%s)".formatted(FieldSteps.text(cause.steps()), LayerNames.name(cause.source())));
    }
    return fields.isEmpty() ? "operator" : "operator, from " + String.join(", ", fields);
  }
}
