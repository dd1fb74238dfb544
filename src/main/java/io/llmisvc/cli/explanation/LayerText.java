package io.llmisvc.cli.explanation;

import io.llmisvc.cli.explanation.FieldTree.Told;
import io.llmisvc.cli.explanation.LayerShare.Item;
import io.llmisvc.model.Explanation.Entry;
import java.util.List;

/** The share of one layer as YAML, beside each value what became of it. */
public final class LayerText {
  /** Of the value that won. */
  private static final int ROOM = 32;

  private LayerText() {}

  public static String of(
      List<LayerShare> shares, FieldPath wanted, boolean unfolds, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (LayerShare share : shares) {
      LayerNames names = new LayerNames(share.explanation());
      long holding = share.items().stream().filter(Item::isInEffect).count();
      List<Told> told =
          share.items().stream()
              .map(item -> new Told(item.steps(), item.value(), margin(item, share, names)))
              .toList();
      text.append("# %s in LLMInferenceService %s\n".formatted(title(share), share.service()))
          .append("# %d of %d values in effect\n".formatted(holding, share.items().size()))
          .append(FoldedYaml.of(FieldTree.of(told).at(wanted), unfolds, colours));
    }
    return text.toString();
  }

  private static String title(LayerShare share) {
    return switch (share.layer().layer()) {
      case PRESET, BASE_REF, SERVICE -> ExplanationText.name(share.layer());
      case OPERATOR -> "operator";
    };
  }

  private static Margin margin(Item item, LayerShare share, LayerNames names) {
    if (item.holds()) {
      return Margin.of("in effect", names.colour(share.layer()));
    }
    Entry winner = item.winner();
    if (winner == null) {
      return Margin.of("gone", LayerNames.operatorColour());
    }
    String who = LayerNames.name(winner.source());
    return Margin.of(who(item, winner, who), names.colour(winner.source()));
  }

  private static String who(Item item, Entry winner, String who) {
    if (!winner.steps().equals(item.steps())) {
      return "gone, %s says %s".formatted(who, winner.path());
    }
    return item.isInEffect()
        ? "in effect, as said by %s".formatted(who)
        : "beaten by %s: %s".formatted(who, FlowText.of(winner.value(), ROOM));
  }
}
