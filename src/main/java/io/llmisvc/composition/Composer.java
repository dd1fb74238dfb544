package io.llmisvc.composition;

import io.llmisvc.api.AppliedConfig;
import io.llmisvc.merge.Merged;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Facts;
import io.llmisvc.model.Inputs;
import io.llmisvc.schema.Schemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes one effective spec of a service and its configs. Thread-safe; made once. */
public final class Composer {
  private static final List<Step> STEPS =
      List.of(
          new Step("default model name", Completion::modelName),
          new Step("default", Defaults::apply),
          new Step("default pool selector", Completion::poolSelector),
          new Step("default picker account", Completion::pickerAccount),
          new Step("default backend", RouteBackends::fillIn),
          new Step("parents from gateway.refs", RouteParents::fromGatewayRefs),
          new Step("no scheduler", RouteBackends::toWorkload),
          new Step("referenced pool", RouteBackends::toReferencedPool),
          new Step("config.ref", PickerConfigRef::resolve),
          new Step("default picker port", Completion::pickerPort));

  private final StrategicMerge merge =
      StrategicMerge.of(
          Schemas.load().type("LLMInferenceServiceSpec"),
          Map.of(RouteRules.PATH, RouteRules::combine));
  private final ConfigSelection selection = new ConfigSelection(merge);

  public Composition compose(Inputs inputs, Facts facts) {
    Findings findings = new Findings();
    Pins pins = new Pins(inputs);
    List<SpecLayer> layers = selection.layers(inputs, pins, findings);
    if (findings.areFatal()) {
      return failed(pins, findings);
    }
    Scene scene = new Scene(inputs, inputs.meta(), facts, layers, findings);
    Merged merged = merge.merge(layers.stream().map(SpecLayer::toMerge).toList());
    MergeFindings.report(merged.notes(), layers, findings);
    SpecTree spec = new SpecTree(merged.tree());
    for (Step step : STEPS) {
      step.apply(spec, scene);
      if (findings.areFatal()) {
        return failed(pins, findings);
      }
    }
    RouteBackends.reportBypass(spec, scene);
    LaterFeatures.report(spec, scene);
    return SpecBinding.bind(spec.root(), findings)
        .map(
            bound ->
                new Composition(
                    new EffectiveSpec(scene.meta(), bound, spec.root()),
                    applied(layers),
                    pins.byKey(),
                    findings.all()))
        .orElseGet(() -> new Composition(null, applied(layers), pins.byKey(), findings.all()));
  }

  private static Composition failed(Pins pins, Findings findings) {
    return new Composition(null, List.of(), pins.byKey(), findings.all());
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
