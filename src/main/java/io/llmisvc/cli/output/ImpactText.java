package io.llmisvc.cli.output;

import io.llmisvc.model.finding.Finding;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.plan.PlannedChange;
import io.llmisvc.status.outlook.OutlookChange;
import io.llmisvc.tree.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** An impact for people: the totals first, then each service that it reaches. */
public final class ImpactText {
  /** Characters of a value that are shown. */
  private static final int ROOM = 60;

  /** Of them, those before the first that differs. */
  private static final int LEAD = 20;

  private ImpactText() {}

  public static String of(ForetoldImpact foretold) {
    StringBuilder text = new StringBuilder(totals(foretold.impact())).append('\n');
    for (PlanChange service : foretold.reached()) {
      text.append('\n').append(headline(service)).append('\n');
      for (PlannedChange child : service.children()) {
        text.append("  %s\n".formatted(child(child)));
        child.fields().forEach(field -> text.append("    %s\n".formatted(field(field))));
      }
      outlook(
          foretold.outlook(service), (what, one) -> text.append("  %s: %s\n".formatted(what, one)));
      service
          .appeared()
          .forEach(finding -> text.append("  appears: %s\n".formatted(finding(finding))));
      service.gone().forEach(finding -> text.append("  goes: %s\n".formatted(finding(finding))));
    }
    return text.toString();
  }

  /** One line, such as {@code 2 of 3 services change; 4 pods restart; accelerators 8 → 16}. */
  public static String totals(Impact impact) {
    long changed = impact.count(PlanChange.Extent.CHANGED);
    List<String> parts = new ArrayList<>();
    parts.add(
        "%d of %d services %s"
            .formatted(changed, impact.services().size(), changed == 1 ? "changes" : "change"));
    add(parts, impact.count(PlanChange.Extent.NEW), "new");
    add(parts, impact.count(PlanChange.Extent.GONE), "gone");
    add(parts, impact.count(PlanChange.Extent.BROKEN), "broken");
    List<String> sentences = new ArrayList<>(List.of(String.join(", ", parts)));
    sentences.add(pods(impact.restarts(), impact.removals(), "no pod restarts"));
    sentences.add(
        "accelerators %s".formatted(step(impact.acceleratorsBefore(), impact.acceleratorsAfter())));
    return String.join("; ", sentences);
  }

  /** What users see, in the order in which it is told. */
  public static void outlook(OutlookChange outlook, BiConsumer<String, String> told) {
    outlook.urlsGone().forEach(url -> told.accept("URL goes", url));
    outlook.urlsAppeared().forEach(url -> told.accept("URL appears", url));
    outlook.conditions().forEach(one -> told.accept("condition", one.text()));
  }

  /** One line about a service: how far it goes, pods and accelerators. */
  public static String headline(PlanChange service) {
    List<String> parts = new ArrayList<>();
    switch (service.extent()) {
      case NEW -> parts.add("is new");
      case GONE -> parts.add("goes");
      case BROKEN -> parts.add("cannot be made any more, what it has stays as it is");
      case CHANGED -> parts.add(pods(service.restarts(), service.removals(), "no pod restarts"));
      case SAME -> parts.add("no child changes");
    }
    if (service.acceleratorsBefore() != service.acceleratorsAfter()) {
      parts.add("accelerators " + step(service.acceleratorsBefore(), service.acceleratorsAfter()));
    }
    return service.service() + ": " + String.join(", ", parts);
  }

  /** One line about a child: what is done, and to how many pods. */
  public static String child(PlannedChange child) {
    String text = child.verb().name().toLowerCase(Locale.ROOT) + " " + child.key();
    return child.restarts() + child.removals() == 0
        ? text
        : text + ": " + pods(child.restarts(), child.removals(), "");
  }

  /** One line about a field: before and after, as much of them as has room. */
  public static String field(FieldChange field) {
    return field.path() + ": " + value(field);
  }

  static String value(FieldChange field) {
    if (field.before().isMissingNode()) {
      return "set to " + cut(field.after().toString());
    }
    return field.after().isMissingNode()
        ? "no longer " + cut(field.before().toString())
        : step(field.before().toString(), field.after().toString());
  }

  /** One line: severity, text and reason. */
  public static String finding(Finding finding) {
    return "%s: %s (%s)"
        .formatted(
            finding.severity().name().toLowerCase(Locale.ROOT), finding.text(), finding.reason());
  }

  private static String pods(long restarts, long removals, String none) {
    List<String> parts = new ArrayList<>();
    if (restarts > 0) {
      parts.add(restarts == 1 ? "1 pod restarts" : restarts + " pods restart");
    }
    if (removals > 0) {
      parts.add(removals == 1 ? "1 pod goes" : removals + " pods go");
    }
    return parts.isEmpty() ? none : String.join(", ", parts);
  }

  private static void add(List<String> parts, long number, String what) {
    if (number > 0) {
      parts.add(number + " " + what);
    }
  }

  private static String step(long before, long after) {
    return before == after ? Long.toString(before) : before + " → " + after;
  }

  /** Of long texts that begin alike, what follows. */
  private static String step(String before, String after) {
    int differs = 0;
    int shorter = Math.min(before.length(), after.length());
    while (differs < shorter && before.charAt(differs) == after.charAt(differs)) {
      differs++;
    }
    int from = Math.max(before.length(), after.length()) <= ROOM ? 0 : Math.max(0, differs - LEAD);
    String lead = from == 0 ? "" : "…";
    return lead + cut(before.substring(from)) + " → " + lead + cut(after.substring(from));
  }

  private static String cut(String value) {
    return value.length() <= ROOM ? value : value.substring(0, ROOM) + "…";
  }
}
