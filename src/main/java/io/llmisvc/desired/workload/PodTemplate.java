package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.storage.ModelStorage;
import io.llmisvc.desired.storage.StorageRequest;
import java.util.Map;

/** A pod of a workload: the effective template with every feature's fragment laid onto it. */
final class PodTemplate {
  private static final String CONTAINER = "main";
  private static final String MODEL_PATH = "/mnt/models";

  private PodTemplate() {}

  /** All that is added to one pod; each feature is one line. */
  static PodFragment fragment(
      Part part, PodSpec template, JsonNode live, RunAs runAs, Context context) {
    return PodFragment.all(
        runAs.pods(),
        part == Part.MAIN ? RoutingSidecar.fragment(context.effective()) : PodFragment.NOTHING,
        ModelStorage.of(
            new StorageRequest(
                context.effective(),
                context.settings(),
                context.facts(),
                template,
                live,
                runAs.download(),
                CONTAINER,
                MODEL_PATH,
                part.blame(context.effective()))));
  }

  /** The pod is taken as it is, not copied. */
  static PodTemplateSpec of(
      Map<String, String> labels, Map<String, String> annotations, PodSpec pod) {
    return new PodTemplateSpec(
        new ObjectMetaBuilder().withLabels(labels).withAnnotations(annotations).build(), pod);
  }
}
