package io.llmisvc.cli.explanation;

import io.llmisvc.cli.explanation.FieldTree.Told;
import io.llmisvc.model.Explanation.Beaten;
import io.llmisvc.model.Explanation.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation for people: the effective spec, each line with the layer that it is from. */
public final class ExplainedYaml {
  /** Of a value that was beaten. */
  private static final int ROOM = 32;

  private ExplainedYaml() {}

  /**
   * @param unfolds whether each value has a line of its own
   */
  public static String of(List<ExplainedService> services, boolean unfolds, boolean colours) {
    StringBuilder text = new StringBuilder();
    for (ExplainedService service : services) {
      LayerNames names = new LayerNames(service.explanation());
      List<Told> told =
          service.explanation().entries().stream()
              .map(entry -> new Told(entry.steps(), entry.value(), margin(entry, names)))
              .toList();
      text.append(service.headline())
          .append(names.legend(colours))
          .append(FoldedYaml.of(FieldTree.of(told).at(service.wanted()), unfolds, colours));
    }
    return text.toString();
  }

  private static Margin margin(Entry entry, LayerNames names) {
    Margin margin = names.margin(entry.source());
    List<Beaten> beaten =
        entry.beaten().stream().filter(it -> !it.value().equals(entry.value())).toList();
    if (beaten.isEmpty()) {
      return margin;
    }
    String beats =
        beaten.stream()
            .map(it -> FlowText.of(it.value(), ROOM) + " of " + LayerNames.name(it.source()))
            .collect(Collectors.joining(", ", " (beats ", ")"));
    return new Margin(margin.text() + beats, margin.colour(), List.of());
  }
}
