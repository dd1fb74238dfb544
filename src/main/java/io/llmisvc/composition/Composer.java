package io.llmisvc.composition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.AppliedConfig;
import io.llmisvc.composition.explanation.SpecExplanation;
import io.llmisvc.composition.layer.ConfigSelection;
import io.llmisvc.composition.layer.Findings;
import io.llmisvc.composition.layer.MergeFindings;
import io.llmisvc.composition.layer.Pins;
import io.llmisvc.composition.layer.RouteRules;
import io.llmisvc.composition.layer.SpecLayer;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.composition.layer.Structure;
import io.llmisvc.composition.step.CompositionContext;
import io.llmisvc.composition.step.RouteBackends;
import io.llmisvc.composition.step.SpecStep;
import io.llmisvc.composition.step.UnevaluatedArguments;
import io.llmisvc.merge.Merged;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.model.Composition;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Explanation;
import io.llmisvc.model.Inputs;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.schema.Schemas;
import io.llmisvc.template.value.Budget;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
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
  private final List<SpecStep> steps;

  public Composer(Structure structure) {
    this(structure, Budget.Limits.OF_SERVICE, used -> {});
  }

  /**
   * @param budgetUsed hears which share of its budget each expansion of templates used
   */
  public Composer(Structure structure, DoubleConsumer budgetUsed) {
    this(structure, Budget.Limits.OF_SERVICE, budgetUsed);
  }

  /**
   * @param templates what those of one service may cost together
   */
  Composer(Structure structure, Budget.Limits templates, DoubleConsumer budgetUsed) {
    selection = new ConfigSelection(merge, structure);
    finished = new FinishedSpec(merge, structure);
    steps = SpecStep.inOrder(merge, templates, budgetUsed);
  }

  /** The spec that holds for the service, or findings that say why there is none. */
  public Composition compose(Inputs inputs, Facts facts) {
    Findings findings = new Findings();
    Pins pins = new Pins(inputs.meta(), inputs.settings());
    List<SpecLayer> layers = selection.layers(inputs, pins, findings);
    if (findings.areFatal()) {
      return new Composition(null, List.of(), pins.byKey(), findings.all());
    }
    CompositionContext context =
        new CompositionContext(inputs, inputs.meta(), facts, layers, findings);
    SpecTree spec = merged(context);
    complete(spec, context, step -> {});
    if (findings.areFatal()) {
      return new Composition(null, List.of(), pins.byKey(), findings.all());
    }
    RouteBackends.reportBypass(spec, context);
    UnevaluatedArguments.report(spec, context);
    finished.check(spec, context, this::explained);
    return new Composition(bound(spec, context), applied(layers), pins.byKey(), findings.all());
  }

  /**
   * Composes a sample service of a config alone, whose word counts more than the sample's; what is
   * found is of the config.
   */
  public List<Finding> tryOut(ObjectNode config, Settings settings) {
    Findings findings = new Findings();
    ObjectNode sample = SampleService.tree();
    Inputs inputs = new Inputs(sample, Map.of(), settings, ClusterFacts.unknown());
    CompositionContext context =
        new CompositionContext(
            inputs,
            inputs.meta(),
            new Facts(inputs.facts()),
            selection.sample(inputs, config),
            findings);
    SpecTree spec = merged(context);
    complete(spec, context, step -> {});
    if (!findings.areFatal()) {
      finished.check(spec, context, this::explained);
      bound(spec, context);
    }
    return findings.all();
  }

  /** Where each value of the spec came from; as far as the composition got when it fails. */
  public Explanation explain(Inputs inputs, Facts facts) {
    Findings findings = new Findings();
    List<SpecLayer> layers =
        selection.layers(inputs, new Pins(inputs.meta(), inputs.settings()), findings);
    if (findings.areFatal()) {
      return new Explanation(List.of(), List.of(), findings.all());
    }
    CompositionContext context =
        new CompositionContext(inputs, inputs.meta(), facts, layers, findings);
    SpecExplanation explanation = explained(context);
    return new Explanation(explanation.all(), explanation.said(layers), findings.all());
  }

  private SpecExplanation explained(CompositionContext context) {
    SpecTree spec = merged(context);
    SpecExplanation explanation = new SpecExplanation(merge, context.layers());
    complete(spec, context, step -> explanation.after(step, spec));
    return explanation;
  }

  private SpecTree merged(CompositionContext context) {
    Merged merged = merge.merge(context.layers().stream().map(SpecLayer::toMerge).toList());
    MergeFindings.report(merged.notes(), context.layers(), context.findings());
    return new SpecTree(merged.tree());
  }

  private void complete(SpecTree spec, CompositionContext context, Consumer<SpecStep> done) {
    for (SpecStep step : steps) {
      step.apply(spec, context);
      if (context.findings().areFatal()) {
        return;
      }
      done.accept(step);
    }
  }

  private static @Nullable EffectiveSpec bound(SpecTree spec, CompositionContext context) {
    if (context.findings().areFatal()) {
      return null;
    }
    return SpecBinding.bind(spec.root(), context.findings())
        .map(bound -> new EffectiveSpec(context.meta(), bound, spec.root()))
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
