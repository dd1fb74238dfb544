package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.storage.Adapter;
import io.llmisvc.desired.storage.ModelStorage;
import io.llmisvc.desired.storage.StorageRequest;
import java.util.List;

/** What is laid onto the effective template of a workload's pod. */
final class PodFeatures {
  /** The model server. */
  static final String CONTAINER = "main";

  private static final String MODEL_PATH = "/mnt/models";

  private PodFeatures() {}

  /** All that is added to one pod; each feature is one line. */
  static PodFragment fragment(
      Part part, PodSpec template, JsonNode live, RunAs runAs, Context context) {
    List<Adapter> adapters = Adapter.of(context.effective());
    Blame blame = part.blame(context.effective());
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
                adapters,
                blame)),
        LoraArguments.of(template, CONTAINER, adapters, context.effective(), blame),
        DeviceTemplate.problem(part, context),
        part.of(context.effective())
            .map(workload -> KvCacheTiers.of(part, workload, template, context))
            .orElse(PodFragment.NOTHING),
        ModelServerTracing.of(part, template, context));
  }
}
