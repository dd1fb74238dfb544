package io.llmisvc.cli.explanation;

import io.llmisvc.model.Child;
import io.llmisvc.model.ChildExplanation;
import io.llmisvc.model.ChildExplanation.ChildValue;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Locale;

/**
 * What the values of one child rest on, as far as they were asked for.
 *
 * @param spec where the values of the service's spec come from
 */
public record ExplainedChild(
    NamespacedName service, Explanation spec, ChildExplanation explanation, FieldPath wanted) {

  /** The values at the path and below; else the one that holds it, such as a whole list. */
  public List<ChildValue> values() {
    return explanation.values();
  }

  Child child() {
    return explanation.child();
  }

  /** What an answer begins with: the child, and what it is for. */
  String headline() {
    return "# %s of LLMInferenceService %s: %s\n"
        .formatted(
            child().key(),
            service,
            child().role().subject().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }
}
