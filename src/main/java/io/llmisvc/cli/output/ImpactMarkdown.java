package io.llmisvc.cli.output;

import io.llmisvc.plan.PlanChange;
import io.llmisvc.plan.PlannedChange;
import io.llmisvc.status.outlook.OutlookChange;
import io.llmisvc.tree.FieldChange;
import java.util.List;

/**
 * An impact as a comment on a change. What users wrote stands in code spans, so that it is shown
 * and never read as Markdown.
 */
public final class ImpactMarkdown {
  /** Below what comments may have, 65536 characters. */
  private static final int ROOM = 60_000;

  private ImpactMarkdown() {}

  public static String of(ForetoldImpact foretold) {
    StringBuilder text = new StringBuilder("### LLMInferenceServices\n\n");
    text.append("**%s**\n".formatted(ImpactText.totals(foretold.impact())));
    List<PlanChange> reached = foretold.reached();
    int left = reached.size();
    for (PlanChange service : reached) {
      String details = details(service, foretold.outlook(service));
      if (text.length() + details.length() > ROOM) {
        return text.append("\nand %d more services\n".formatted(left)).toString();
      }
      text.append(details);
      left--;
    }
    return text.toString();
  }

  private static String details(PlanChange service, OutlookChange outlook) {
    StringBuilder text =
        new StringBuilder(
            "\n<details><summary>%s</summary>\n\n".formatted(ImpactText.headline(service)));
    for (PlannedChange child : service.children()) {
      text.append("- %s\n".formatted(ImpactText.child(child)));
      for (FieldChange field : child.fields()) {
        text.append("  - %s: %s\n".formatted(code(field.path()), code(ImpactText.value(field))));
      }
    }
    ImpactText.outlook(
        outlook, (what, one) -> text.append("- %s: %s\n".formatted(what, code(one))));
    service
        .appeared()
        .forEach(
            finding -> text.append("- appears: %s\n".formatted(code(ImpactText.finding(finding)))));
    service
        .gone()
        .forEach(
            finding -> text.append("- goes: %s\n".formatted(code(ImpactText.finding(finding)))));
    return text.append("\n</details>\n").toString();
  }

  /** Fenced by more backticks than stand together in it. */
  private static String code(String text) {
    String line = text.replaceAll("\\R", " ");
    String fence = "`";
    while (line.contains(fence)) {
      fence += "`";
    }
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
