package io.llmisvc.plan.origin;

import io.llmisvc.model.ChildExplanation;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.finding.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the fields that values of a service's children rest on. */
public final class ChildOrigins {
  private final Inputs inputs;
  private final EffectiveSpec effective;
  private final Rehearsal rehearsal;
  private final Workers workers;
  private final List<SpecField> fields;
  private final SpecTrials trials;
  private final Map<Stage, Trial> unaltered = new EnumMap<>(Stage.class);
  private final Map<Stage, List<Varied>> varied = new EnumMap<>(Stage.class);

  /**
   * @param spec where the values of the effective spec come from
   * @param workers plan
   */
  public ChildOrigins(
      Inputs inputs,
      EffectiveSpec effective,
      Explanation spec,
      Rehearsal rehearsal,
      Workers workers) {
    this.inputs = inputs;
    this.effective = effective;
    this.rehearsal = rehearsal;
    this.workers = workers;
    fields = SpecField.of(spec.entries());
    trials = new SpecTrials(effective, inputs.settings(), rehearsal, workers);
  }

  /**
   * Nothing when the service has no such child.
   *
   * @param asked the paths of the child that are of interest
   */
  public Optional<ChildExplanation> of(ChildRole role, Predicate<String> asked) {
    return unaltered
        .computeIfAbsent(role.stage(), this::unaltered)
        .child(role)
        .map(child -> new OriginSearch(child, asked, trials))
        .map(search -> search.of(fields, () -> varied.computeIfAbsent(role.stage(), this::varied)));
  }

  private Trial unaltered(Stage stage) {
    return new Trial(new Altered(), rehearsal.children(stage, effective, inputs.settings()));
  }

  /** What comes of other values than those of the spec. */
  private List<Varied> varied(Stage stage) {
    return workers.map(
        new InputVariations(inputs, effective).variations(),
        it ->
            new Varied(
                it.cause(),
                new Trial(it.values(), rehearsal.children(stage, it.effective(), it.settings()))));
  }
}
