package io.llmisvc.validation;

import io.llmisvc.api.InferencePoolSource;
import io.llmisvc.api.KVCacheOffloadingSpec;
import io.llmisvc.api.LLMInferenceServiceSpec;
import io.llmisvc.api.LLMModelSpec;
import io.llmisvc.api.RouterSpec;
import io.llmisvc.api.ScalingSpec;
import io.llmisvc.api.SchedulerSpec;
import io.llmisvc.api.Workload;
import io.llmisvc.model.Finding;
import io.llmisvc.model.ServiceMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with the spec of a service. */
public final class SpecValidation {
  private SpecValidation() {}

  /** Checks a spec after composition, in the order in which admission reports errors. */
  public static List<Finding> validate(LLMInferenceServiceSpec spec, ServiceMeta service) {
    return Stream.of(
            Rule.check(NameRules.ALL, "metadata.name", service),
            Rule.check(ModelRules.URI, "spec.model", spec),
            check(ValueRules.MODEL, "spec.model", spec.model()),
            workloads(spec, (base, it) -> Rule.check(ValueRules.WORKLOAD, base, it)),
            router(spec),
            workloads(spec, (base, it) -> Rule.check(ParallelismRules.ALL, base, it)),
            scheduler(spec),
            scaling(spec),
            lora(spec, service),
            workloads(spec, SpecValidation::kvCache),
            workloads(spec, (base, it) -> RolloutRules.check(base + ".rolloutStrategy", it)),
            Rule.check(DeviceRules.ALL, "metadata.annotations", service),
            Rule.check(ModelRules.CONFIDENTIAL, "spec.model", spec),
            workloads(spec, SpecValidation::pods))
        .flatMap(List::stream)
        .toList();
  }

  /** Checks what only the spec as its author wrote it can tell. */
  public static List<Finding> validateOwn(LLMInferenceServiceSpec spec) {
    return check(ParentRefRules.ALL, "spec.router", spec.router());
  }

  private static List<Finding> router(LLMInferenceServiceSpec spec) {
    RouterSpec router = spec.router();
    return Stream.of(
            check(RouterRules.ROUTE, "spec.router", router),
            check(RouterRules.TRAFFIC_SPLIT, "spec.router", router),
            check(ValueRules.ROUTE, "spec.router.route", router == null ? null : router.route()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Finding> scheduler(LLMInferenceServiceSpec spec) {
    SchedulerSpec scheduler = spec.router() == null ? null : spec.router().scheduler();
    InferencePoolSource pool = scheduler == null ? null : scheduler.pool();
    return Stream.of(
            check(SchedulerRules.ALL, "spec.router.scheduler", scheduler),
            check(
                PoolRules.ALL,
                "spec.router.scheduler.pool.spec",
                pool == null ? null : pool.spec()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Finding> scaling(LLMInferenceServiceSpec spec) {
    List<Finding> findings = new ArrayList<>(workloads(spec, SpecValidation::scaling));
    findings.addAll(Rule.check(ScalingPairRules.MAIN_AND_PREFILL, "spec.prefill.scaling", spec));
    return findings;
  }

  private static List<Finding> scaling(String base, Workload workload) {
    ScalingSpec scaling = workload.scaling();
    List<Finding> findings =
        new ArrayList<>(Rule.check(ScalingPairRules.WITH_REPLICAS, base, workload));
    findings.addAll(check(ScalingRules.ALL, base + ".scaling", scaling));
    return findings;
  }

  private static List<Finding> lora(LLMInferenceServiceSpec spec, ServiceMeta service) {
    LLMModelSpec model = spec.model();
    if (model == null || model.lora() == null) {
      return List.of();
    }
    String name = Objects.requireNonNullElse(model.name(), service.name());
    return LoraRules.check("spec.model.lora", model.lora(), name);
  }

  private static List<Finding> kvCache(String base, Workload workload) {
    KVCacheOffloadingSpec cache = workload.kvCacheOffloading();
    return cache == null ? List.of() : KvCacheRules.check(base + ".kvCacheOffloading", cache);
  }

  private static List<Finding> pods(String base, Workload workload) {
    return Stream.of(
            check(PodRules.ALL, base + ".template", workload.template()),
            check(PodRules.ALL, base + ".worker", workload.worker()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Finding> workloads(
      LLMInferenceServiceSpec spec, BiFunction<String, Workload, List<Finding>> check) {
    List<Finding> findings = new ArrayList<>(check.apply("spec", spec));
    if (spec.prefill() != null) {
      findings.addAll(check.apply("spec.prefill", spec.prefill()));
    }
    return findings;
  }

  private static <T> List<Finding> check(List<Rule<T>> table, String base, @Nullable T value) {
    return value == null ? List.of() : Rule.check(table, base, value);
  }
}
