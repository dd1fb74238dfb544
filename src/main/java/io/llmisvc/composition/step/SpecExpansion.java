package io.llmisvc.composition.step;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.Findings;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.template.Expansion;
import io.llmisvc.template.ObjectExpansion;
import io.llmisvc.template.Step.Element;
import io.llmisvc.template.Step.Member;
import io.llmisvc.template.TemplateException;
import io.llmisvc.template.value.Budget;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Expands the templates of the merged spec, string by string; one instance serves all threads. */
public final class SpecExpansion {
  private final ObjectExpansion expansion;
  private final StrategicMerge merge;
  private final DoubleConsumer budgetUsed;

  /**
   * @param budget of each service
   * @param budgetUsed hears which share of it each expansion used
   */
  public SpecExpansion(StrategicMerge merge, Budget.Limits budget, DoubleConsumer budgetUsed) {
    this.expansion = new ObjectExpansion(TemplateData.FUNCTIONS, budget);
    this.merge = merge;
    this.budgetUsed = budgetUsed;
  }

  void expand(SpecTree spec, CompositionContext context) {
    Expansion result = expansion.expand(spec.root(), TemplateData.of(spec, context));
    budgetUsed.accept(result.budgetUsed());
    if (!result.failures().isEmpty()) {
      report(result.failures(), spec, context);
    } else if (result.tree() instanceof ObjectNode expanded) {
      spec.root().setAll(expanded);
    }
  }

  private static JsonPointer pointer(List<io.llmisvc.template.Step> path) {
    JsonPointer pointer = JsonPointer.empty();
    for (io.llmisvc.template.Step step : path) {
      pointer =
          switch (step) {
            case Member(String name) -> pointer.appendProperty(name);
            case Element(int index) -> pointer.appendIndex(index);
          };
    }
    return pointer;
  }

  /** One text that was copied to several places is told of once. */
  private void report(List<Expansion.Failure> failures, SpecTree spec, CompositionContext context) {
    Set<String> told = new HashSet<>();
    for (Expansion.Failure failure : failures) {
      JsonPointer place = pointer(failure.path());
      Path path = merge.locate(spec.root(), place);
      String author =
          TemplateAuthor.of(spec.root().at(place).asText(), path, context.layers())
              .map(SpecLayer::title)
              .orElse("the operator");
      String message = message(author, failure.cause());
      if (told.add(message)) {
        context.findings().error(Findings.COMBINE_BASE_ERROR, "spec." + path, message);
      }
    }
  }

  private static String message(String author, TemplateException cause) {
    String excerpt = cause.position().excerpt();
    return "the template of %s fails at line %d, column %d%s: %s"
        .formatted(
            author,
            cause.position().line(),
            cause.position().column(),
            excerpt.isEmpty() ? "" : ": " + excerpt,
            cause.reason());
  }
}
