package io.llmisvc.composition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.ChildSuffix;
import io.llmisvc.model.Labels;

/** Values that follow from the service itself. */
final class Completion {
  private static final int PICKER_PORT = 9002;

  private Completion() {}

  static void modelName(SpecTree spec, Scene scene) {
    ObjectNode model = spec.root().withObjectProperty("model");
    if (model.path("name").asText().isEmpty()) {
      model.put("name", scene.meta().name());
    }
  }

  /** A pool that selects nothing in particular selects the pods of the service. */
  static void poolSelector(SpecTree spec, Scene scene) {
    spec.poolSpec()
        .filter(pool -> pool.path("selector").path("matchLabels").isEmpty())
        .ifPresent(
            pool -> {
              ObjectNode labels = pool.putObject("selector").putObject("matchLabels");
              Labels.workloadSelector(scene.meta()).forEach(labels::put);
            });
  }

  static void pickerAccount(SpecTree spec, Scene scene) {
    spec.object("router", "scheduler", "template")
        .filter(pod -> pod.path("serviceAccountName").asText().isEmpty())
        .ifPresent(
            pod ->
                pod.put("serviceAccountName", scene.child(ChildSuffix.SCHEDULER_SERVICE_ACCOUNT)));
  }

  static void pickerPort(SpecTree spec, Scene scene) {
    spec.poolSpec()
        .map(pool -> pool.path("endpointPickerRef"))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .filter(picker -> picker.path("kind").asText("Service").equals("Service"))
        .filter(picker -> picker.path("port").path("number").asInt() == 0)
        .ifPresent(picker -> picker.putObject("port").put("number", PICKER_PORT));
  }
}
