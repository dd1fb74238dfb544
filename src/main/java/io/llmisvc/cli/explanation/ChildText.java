package io.llmisvc.cli.explanation;

import io.llmisvc.model.ChildExplanation.Cause;
import io.llmisvc.model.ChildExplanation.ChildValue;
import io.llmisvc.tree.FieldSteps;
import java.util.List;

/** What children rest on, for people. */
public final class ChildText {
  private ChildText() {}

  /** Children as YAML, each line with the field that it is from. */
  public static String yaml(List<ExplainedChild> children, boolean unfolds, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (ExplainedChild child : children) {
      LayerNames names = new LayerNames(child.spec());
      FieldTree tree = FieldTree.of(new ChildMargins(names).told(child));
      text.append(child.headline())
          .append(names.legend(colours))
          .append(FoldedYaml.of(tree.at(child.wanted()), unfolds, colours));
    }
    return text.toString();
  }

  /** A path and its value, then every field that it changes with. */
  public static String flat(List<ExplainedChild> children) {
    StringBuilder text = new StringBuilder();
    for (ExplainedChild child : children) {
      text.append(child.headline());
      child.values().forEach(value -> append(value, text));
    }
    return text.toString();
  }

  private static void append(ChildValue value, StringBuilder text) {
    text.append(FieldSteps.text(value.steps())).append(": ").append(value.value()).append('\n');
    if (value.causes().isEmpty()) {
      text.append("    from operator\n");
    }
    for (Cause cause : value.causes()) {
      text.append(cause.isCopy() ? "    from " : "    by ")
          .append(FieldSteps.text(cause.steps()))
          .append(" of ")
          .append(ExplanationText.name(cause.source()))
          .append('\n');
    }
  }
}
