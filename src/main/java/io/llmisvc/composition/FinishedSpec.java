package io.llmisvc.composition;

import com.fasterxml.jackson.core.JsonPointer;
import io.llmisvc.merge.Path;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Misfit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Checks the spec that came out of all layers and steps. Each layer has been checked by itself:
 * what is wrong now was made by a template, by the operator, or by layers that do not go together.
 */
final class FinishedSpec {
  private static final String PARENTS = "/router/route/http/spec/parentRefs/";
  private static final JsonPointer PICKER_CONFIG =
      JsonPointer.compile("/router/scheduler/config/inline");
  private static final Pattern RULE = Pattern.compile("(\\.spec\\.rules)\\[\\d+]");

  private final StrategicMerge merge;
  private final Structure structure;

  FinishedSpec(StrategicMerge merge, Structure structure) {
    this.merge = merge;
    this.structure = structure;
  }

  /**
   * @param explained replays the composition, to tell who wrote what
   */
  void check(SpecTree spec, Scene scene, Function<Scene, SpecExplanation> explained) {
    List<Misfit> misfits =
        structure.service().apply(spec.root()).stream()
            .filter(misfit -> !isMeant(misfit, spec))
            .toList();
    if (misfits.isEmpty()) {
      return;
    }
    SpecExplanation explanation = explained.apply(scene.quietly());
    Set<String> told = new HashSet<>();
    for (Misfit misfit : misfits) {
      if (told.add(RULE.matcher(misfit.path()).replaceFirst("$1[]") + misfit.message())) {
        Path path = merge.locate(spec.root(), misfit.place());
        scene.findings().add(signed(misfit, path, scene, explanation).finding());
      }
    }
  }

  private static Misfit signed(Misfit misfit, Path path, Scene scene, SpecExplanation explanation) {
    return explanation
        .source(path)
        .filter(source -> source.layer() != Explanation.Layer.OPERATOR)
        .map(source -> misfit.by(scene.layer(source).title()))
        .orElse(misfit);
  }

  /**
   * What steps leave behind on purpose: a parent without a name is the default Gateway, which
   * nobody has configured and the router tells of; the text of a ConfigMap is kept as it is.
   */
  private static boolean isMeant(Misfit misfit, SpecTree spec) {
    JsonPointer place = misfit.place();
    return place.equals(PICKER_CONFIG)
        || (place.toString().startsWith(PARENTS) && spec.root().at(place).asText().isEmpty());
  }
}
