package io.llmisvc.status;

import io.llmisvc.api.LLMInferenceServiceStatus;
import io.llmisvc.model.Facts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The status of a service. */
public final class ServiceStatus {
  private ServiceStatus() {}

  /**
   * The whole next status, computed from the plan and the live objects each time. Questions about
   * objects of others go through {@code facts}, so that the caller can read and watch them.
   */
  public static LLMInferenceServiceStatus of(StatusInputs inputs, Facts facts) {
    Pass pass = new Pass(inputs, facts);
    Map<ConditionType, Verdict> verdicts = new EnumMap<>(ConditionType.class);
    Verdict presets = PresetsCondition.of(pass);
    Map<ConditionType, Verdict> workloads = WorkloadConditions.of(pass);
    Map<ConditionType, Verdict> router = Map.of();
    Verdict workloadsReady = Verdict.all(List.copyOf(workloads.values()));
    Verdict routerReady = Verdict.all(List.copyOf(router.values()));
    verdicts.putAll(workloads);
    verdicts.putAll(router);
    verdicts.put(ConditionType.PRESETS_COMBINED, presets);
    verdicts.put(ConditionType.WORKLOADS_READY, workloadsReady);
    verdicts.put(ConditionType.ROUTER_READY, routerReady);
    // When several fail, the configs come first, and a broken router beats a starting workload.
    verdicts.put(ConditionType.READY, Verdict.all(List.of(presets, routerReady, workloadsReady)));
    return new LLMInferenceServiceStatus(
        pass.service().generation(),
        new Conditions(pass.previousConditions()).become(verdicts, inputs.now()),
        Map.of(),
        null,
        null,
        List.of(),
        null,
        null,
        List.of());
  }
}
