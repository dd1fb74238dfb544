package io.llmisvc.composition;

import io.llmisvc.api.AppliedConfig;
import io.llmisvc.merge.Merged;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Inputs;
import io.llmisvc.schema.Schemas;
import io.llmisvc.template.value.Budget;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes one effective spec of a service and its configs. Thread-safe; made once. */
public final class Composer {
  private final StrategicMerge merge =
      StrategicMerge.of(
          Schemas.load().type("LLMInferenceServiceSpec"),
          Map.of(RouteRules.PATH, RouteRules::combine));
  private final ConfigSelection selection;
  private final FinishedSpec finished;
  private final List<Step> steps;

  public Composer(Structure structure) {
    this(structure, Budget.Limits.OF_SERVICE);
  }

  /**
   * @param templates what those of one service may cost together
   */
  Composer(Structure structure, Budget.Limits templates) {
    selection = new ConfigSelection(merge, structure);
    finished = new FinishedSpec(merge, structure);
    SpecExpansion expansion = new SpecExpansion(merge, templates);
    steps =
        List.of(
            new Step("default model name", Completion::modelName),
            new Step("default", Defaults::apply),
            new Step("default pool selector", Completion::poolSelector),
            new Step("default picker account", Completion::pickerAccount),
            new Step("template", expansion::expand, true),
            new Step("default backend", RouteBackends::fillIn),
            new Step("parents from gateway.refs", RouteParents::fromGatewayRefs),
            new Step("no scheduler", RouteBackends::toWorkload),
            new Step("referenced pool", RouteBackends::toReferencedPool),
            new Step("config.ref", PickerConfigRef::resolve),
            new Step("default picker port", Completion::pickerPort));
  }

  /** The spec that holds for the service, or findings that say why there is none. */
  public Composition compose(Inputs inputs, Facts facts) {
    Findings findings = new Findings();
    Pins pins = new Pins(inputs);
    List<SpecLayer> layers = selection.layers(inputs, pins, findings);
    if (findings.areFatal()) {
      return new Composition(null, List.of(), pins.byKey(), findings.all());
    }
    Scene scene = new Scene(inputs, inputs.meta(), facts, layers, findings);
    SpecTree spec = merged(scene);
    complete(spec, scene, step -> {});
    if (findings.areFatal()) {
      return new Composition(null, List.of(), pins.byKey(), findings.all());
    }
    RouteBackends.reportBypass(spec, scene);
    LaterFeatures.report(spec, scene);
    UnevaluatedArguments.report(spec, scene);
    finished.check(spec, scene, this::explained);
    return new Composition(bound(spec, scene), applied(layers), pins.byKey(), findings.all());
  }

  /** Where each value of the spec came from; as far as the composition got when it fails. */
  public Explanation explain(Inputs inputs, Facts facts) {
    Findings findings = new Findings();
    List<SpecLayer> layers = selection.layers(inputs, new Pins(inputs), findings);
    if (findings.areFatal()) {
      return new Explanation(List.of(), findings.all());
    }
    Scene scene = new Scene(inputs, inputs.meta(), facts, layers, findings);
    return new Explanation(explained(scene).all(), findings.all());
  }

  private SpecExplanation explained(Scene scene) {
    SpecTree spec = merged(scene);
    SpecExplanation explanation = new SpecExplanation(merge, scene.layers());
    complete(spec, scene, step -> explanation.after(step, spec));
    return explanation;
  }

  private SpecTree merged(Scene scene) {
    Merged merged = merge.merge(scene.layers().stream().map(SpecLayer::toMerge).toList());
    MergeFindings.report(merged.notes(), scene.layers(), scene.findings());
    return new SpecTree(merged.tree());
  }

  private void complete(SpecTree spec, Scene scene, Consumer<Step> done) {
    for (Step step : steps) {
      step.apply(spec, scene);
      if (scene.findings().areFatal()) {
        return;
      }
      done.accept(step);
    }
  }

  private static @Nullable EffectiveSpec bound(SpecTree spec, Scene scene) {
    if (scene.findings().areFatal()) {
      return null;
    }
    return SpecBinding.bind(spec.root(), scene.findings())
        .map(bound -> new EffectiveSpec(scene.meta(), bound, spec.root()))
        .orElse(null);
  }

  private static List<AppliedConfig> applied(List<SpecLayer> layers) {
    return layers.stream()
        .map(SpecLayer::source)
        .flatMap(
            source ->
                switch (source.layer()) {
                  case PRESET ->
                      Stream.of(new AppliedConfig(source.name(), source.namespace(), "Preset"));
                  case BASE_REF ->
                      Stream.of(new AppliedConfig(source.name(), source.namespace(), "UserRef"));
                  case SERVICE, OPERATOR -> Stream.<AppliedConfig>empty();
                })
        .toList();
  }
}
