package io.llmisvc.plan.origin;

import io.llmisvc.model.Child;
import io.llmisvc.model.ChildExplanation;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the fields that values of the children of one stage rest on. */
final class StageOrigins {
  private final Stage stage;
  private final Inputs inputs;
  private final EffectiveSpec effective;
  private final List<SpecField> fields;
  private final Rehearsal rehearsal;
  private final Workers workers;
  private final SpecTrials trials;
  private final Trial unaltered;
  private @Nullable List<Varied> varied;

  /**
   * @param fields of the effective spec
   */
  StageOrigins(
      Stage stage,
      Inputs inputs,
      EffectiveSpec effective,
      List<SpecField> fields,
      Rehearsal rehearsal,
      Workers workers) {
    this.stage = stage;
    this.inputs = inputs;
    this.effective = effective;
    this.fields = fields;
    this.rehearsal = rehearsal;
    this.workers = workers;
    trials = new SpecTrials(effective, spec -> children(spec, inputs.settings()), workers);
    unaltered = new Trial(new Altered(), children(effective, inputs.settings()));
  }

  /**
   * Nothing when the service has no such child.
   *
   * @param asked the paths of the child that are of interest
   */
  Optional<ChildExplanation> of(ChildRole role, Predicate<String> asked) {
    return unaltered
        .child(role)
        .map(child -> new OriginSearch(child, asked, trials))
        .map(search -> search.of(fields, this::varied));
  }

  /** What comes of other values than those of the spec. */
  private List<Varied> varied() {
    if (varied == null) {
      varied =
          workers.map(
              new InputVariations(inputs, effective).variations(),
              it ->
                  new Varied(
                      it.cause(), new Trial(it.values(), children(it.effective(), it.settings()))));
    }
    return varied;
  }

  private List<Child> children(EffectiveSpec spec, Settings settings) {
    return rehearsal.children(stage, spec, settings);
  }
}
