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
import java.util.function.Predicate;

/** Finds the fields that values of a service's children rest on. */
public final class ChildOrigins {
  private final Inputs inputs;
  private final EffectiveSpec effective;
  private final Rehearsal rehearsal;
  private final Workers workers;
  private final List<SpecField> fields;

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
  }

  /**
   * By the role of a child; a child that the service does not have is left out.
   *
   * @param asked the paths that are of interest, for each child
   */
  public Map<ChildRole, ChildExplanation> of(Map<ChildRole, Predicate<String>> asked) {
    List<Stage> stages = asked.keySet().stream().map(ChildRole::stage).distinct().toList();
    Map<ChildRole, ChildExplanation> found = new EnumMap<>(ChildRole.class);
    workers.map(stages, stage -> of(stage, asked)).forEach(found::putAll);
    return found;
  }

  private Map<ChildRole, ChildExplanation> of(
      Stage stage, Map<ChildRole, Predicate<String>> asked) {
    StageOrigins origins = new StageOrigins(stage, inputs, effective, fields, rehearsal, workers);
    Map<ChildRole, ChildExplanation> found = new EnumMap<>(ChildRole.class);
    asked.forEach(
        (role, paths) -> {
          if (role.stage() == stage) {
            origins.of(role, paths).ifPresent(child -> found.put(role, child));
          }
        });
    return found;
  }
}
