package io.llmisvc.composition.step;

import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.merge.StrategicMerge;
import io.llmisvc.template.value.Budget;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * One thing that is done to the merged spec.
 *
 * @param rule what the step is called when somebody asks where a value came from
 * @param keepsAuthors whether a value that the step changes still is what its author meant
 */
public record SpecStep(String rule, Action action, boolean keepsAuthors) {

  SpecStep(String rule, Action action) {
    this(rule, action, false);
  }

  /** Changes the spec, which the composition owns, in place. */
  @FunctionalInterface
  interface Action {
    void apply(SpecTree spec, CompositionContext context);
  }

  public void apply(SpecTree spec, CompositionContext context) {
    action.apply(spec, context);
  }

  /**
   * All of them, in the order in which they are done.
   *
   * @param templates what those of one service may cost together
   * @param budgetUsed hears which share of that each expansion used
   */
  public static List<SpecStep> inOrder(
      StrategicMerge merge, Budget.Limits templates, DoubleConsumer budgetUsed) {
    SpecExpansion expansion = new SpecExpansion(merge, templates, budgetUsed);
    return List.of(
        new SpecStep("default model name", ServiceValues::modelName),
        new SpecStep("default", Defaults::apply),
        new SpecStep("default pool selector", ServiceValues::poolSelector),
        new SpecStep("default picker account", ServiceValues::pickerAccount),
        new SpecStep("template", expansion::expand, true),
        new SpecStep("managed devices", ManagedDevices::claim),
        new SpecStep("default backend", RouteBackends::fillIn),
        new SpecStep("parents from gateway.refs", RouteParents::fromGatewayRefs),
        new SpecStep("no scheduler", RouteBackends::toWorkload),
        new SpecStep("referenced pool", RouteBackends::toReferencedPool),
        new SpecStep("config.ref", EndpointPickerConfigRef::resolve),
        new SpecStep("default picker port", ServiceValues::pickerPort));
  }
}
