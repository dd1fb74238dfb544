package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.Ports;

/** Values that follow from the service itself. */
public final class ServiceValues {
  private static final String SERVICE = Kind.SERVICE.kind();

  private ServiceValues() {}

  static void modelName(SpecTree spec, CompositionContext context) {
    ObjectNode model = spec.root().withObjectProperty("model");
    if (model.path("name").asText().isEmpty()) {
      model.put("name", context.meta().name());
    }
  }

  /** A pool that selects nothing in particular selects the pods of the service. */
  static void poolSelector(SpecTree spec, CompositionContext context) {
    spec.poolSpec()
        .filter(pool -> pool.path("selector").path("matchLabels").isEmpty())
        .ifPresent(
            pool -> {
              ObjectNode labels = pool.putObject("selector").putObject("matchLabels");
              Labels.workloadSelector(context.meta()).forEach(labels::put);
            });
  }

  static void pickerAccount(SpecTree spec, CompositionContext context) {
    spec.object("router", "scheduler", "template")
        .filter(pod -> pod.path("serviceAccountName").asText().isEmpty())
        .ifPresent(
            pod ->
                pod.put(
                    "serviceAccountName",
                    ChildRole.SCHEDULER_SERVICE_ACCOUNT.name(context.meta())));
  }

  static void pickerPort(SpecTree spec, CompositionContext context) {
    spec.poolSpec()
        .map(pool -> pool.path("endpointPickerRef"))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .filter(picker -> picker.path("kind").asText(SERVICE).equals(SERVICE))
        .filter(picker -> picker.path("port").path("number").asInt() == 0)
        .ifPresent(picker -> picker.putObject("port").put("number", Ports.PICKER));
  }
}
