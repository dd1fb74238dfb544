package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.merge.MergeNote;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the owner what his layers lost or took away; what presets do among themselves is not news.
 */
public final class MergeFindings {
  private static final String RULES = "spec." + RouteRules.PATH;

  /** Each is an event and a line of every answer; nobody reads more. */
  private static final int MOST = 50;

  private MergeFindings() {}

  public static void report(List<MergeNote> notes, List<SpecLayer> layers, Findings findings) {
    Map<String, SpecLayer> byKey =
        layers.stream()
            .collect(
                Collectors.toMap(
                    layer -> SpecLayer.key(layer.source()), Function.identity(), (a, b) -> b));
    List<MergeNote> news = notes.stream().filter(note -> isNews(byKey.get(note.layer()))).toList();
    for (MergeNote note : news.subList(0, Math.min(MOST, news.size()))) {
      SpecLayer layer = Objects.requireNonNull(byKey.get(note.layer()));
      report(note, layer, byKey.get(note.beatenLayer()), findings);
    }
    if (news.size() > MOST) {
      findings.info(
          "MoreMergeFindings",
          "",
          "%d more values of layers are replaced or ignored; render shows what holds"
              .formatted(news.size() - MOST));
    }
    reportRules(layers, findings);
  }

  private static boolean isNews(@Nullable SpecLayer layer) {
    return layer != null && !layer.isPreset();
  }

  private static void report(
      MergeNote note, SpecLayer layer, @Nullable SpecLayer beaten, Findings findings) {
    String path = "spec." + note.path();
    String below = beaten == null ? "a lower layer" : beaten.title();
    switch (note.kind()) {
      case LIST_REPLACED ->
          findings.info(
              "ListReplaced",
              path,
              "%s replaces the list of %s%s"
                  .formatted(layer.title(), below, LostElements.text(note.lost())));
      case ZERO_IGNORED ->
          findings.warning(
              "ZeroIgnored",
              path,
              "%s sets the zero value, which does not override the value of %s"
                  .formatted(layer.title(), below));
      case ALTERNATIVE_REMOVED ->
          findings.info(
              "AlternativeRemoved",
              path,
              "%s sets another alternative, so that the value of %s is dropped"
                  .formatted(layer.title(), below));
    }
  }

  /** Rules combine by a law of their own, so the merge has nothing to say about them. */
  private static void reportRules(List<SpecLayer> layers, Findings findings) {
    boolean anyBelow = false;
    for (SpecLayer layer : layers) {
      JsonNode rules = new SpecTree(layer.spec()).routeRules();
      if (rules.isEmpty()) {
        continue;
      }
      if (!layer.isPreset()) {
        reportRules(layer, rules, anyBelow, findings);
      }
      anyBelow = true;
    }
  }

  private static void reportRules(
      SpecLayer layer, JsonNode rules, boolean anyBelow, Findings findings) {
    long adjusting = Trees.objects(rules).filter(RouteRules::isAdjustment).count();
    if (adjusting > 0 && rules.size() > 1) {
      findings.warning(
          "RulesTakenLiterally",
          RULES,
          "%s has a rule without matches among several rules; only a lone one adjusts the managed"
                  .formatted(layer.title())
              + " rules, so these replace them");
    }
    if (anyBelow && adjusting == 0) {
      findings.info("ListReplaced", RULES, layer.title() + " replaces the managed rules");
    }
  }
}
