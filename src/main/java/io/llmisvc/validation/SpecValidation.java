package io.llmisvc.validation;

import io.llmisvc.api.router.HTTPRouteSource;
import io.llmisvc.api.router.InferencePoolSource;
import io.llmisvc.api.router.RouterSpec;
import io.llmisvc.api.router.SchedulerSpec;
import io.llmisvc.api.scaling.ScalingSpec;
import io.llmisvc.api.spec.KVCacheOffloadingSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.LLMModelSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ServiceMeta;
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

  /**
   * Checks what composition hides or changes: only the spec as its author wrote it can tell, and of
   * it what it says of the router.
   */
  public static List<Finding> validateOwn(LLMInferenceServiceSpec spec) {
    List<Finding> findings =
        new ArrayList<>(Rule.checkOptional(ParentRefRules.ALL, "spec.router", spec.router()));
    findings.addAll(httpRoute(spec.router()));
    return findings;
  }

  /** What of a finished spec works, but not as somebody may expect. */
  public static List<Finding> warnings(EffectiveSpec effective, Settings settings) {
    List<Finding> findings = new ArrayList<>(FitRules.check(effective, settings.ingress().tls()));
    findings.addAll(IngressRules.check(effective));
    findings.addAll(Rule.check(NameRules.CUT, "metadata.name", effective.service()));
    return findings;
  }

  /** Checks what its author wrote by a rule that only the first version of the API has. */
  public static List<Finding> validateV1alpha1(LLMInferenceServiceSpec own) {
    return Rule.checkOptional(ParentRefRules.V1ALPHA1, "spec.router", own.router());
  }

  /** Checks that a service may become what it is to be; both specs are finished ones. */
  public static List<Finding> validateUpdate(
      LLMInferenceServiceSpec before, LLMInferenceServiceSpec after) {
    List<Finding> findings =
        new ArrayList<>(Rule.check(UpdateRules.ALL, "spec", new UpdateRules.Change(before, after)));
    if (before.prefill() != null && after.prefill() != null) {
      UpdateRules.Change prefill = new UpdateRules.Change(before.prefill(), after.prefill());
      findings.addAll(Rule.check(UpdateRules.ALL, "spec.prefill", prefill));
      findings.addAll(Rule.check(UpdateRules.PREFILL, "spec.prefill", prefill));
    }
    return findings;
  }

  private static List<Finding> router(LLMInferenceServiceSpec spec) {
    RouterSpec router = spec.router();
    return Stream.of(
            Rule.checkOptional(RouterRules.ROUTE, "spec.router", router),
            Rule.checkOptional(RouterRules.TRAFFIC_SPLIT, "spec.router", router),
            httpRoute(router))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Finding> httpRoute(@Nullable RouterSpec router) {
    HTTPRouteSource http = router == null ? null : router.http();
    return http == null || http.spec() == null
        ? List.of()
        : HttpRouteRules.check("spec.router.route.http.spec", http.spec());
  }

  private static List<Finding> scheduler(LLMInferenceServiceSpec spec) {
    SchedulerSpec scheduler = spec.scheduler();
    InferencePoolSource pool = scheduler == null ? null : scheduler.pool();
    return Stream.of(
            Rule.checkOptional(SchedulerRules.ALL, "spec.router.scheduler", scheduler),
            Rule.checkOptional(
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

  /** Also of a config: an alternative is chosen where it is written. */
  static List<Finding> scaling(String base, Workload workload) {
    ScalingSpec scaling = workload.scaling();
    List<Finding> findings =
        new ArrayList<>(Rule.check(ScalingPairRules.WITH_REPLICAS, base, workload));
    findings.addAll(Rule.checkOptional(ScalingRules.ALL, base + ".scaling", scaling));
    return findings;
  }

  private static List<Finding> lora(LLMInferenceServiceSpec spec, ServiceMeta service) {
    LLMModelSpec model = spec.model();
    String name = model == null ? null : model.name();
    return LoraRules.check(
        "spec.model.lora", spec, Objects.requireNonNullElse(name, service.name()));
  }

  private static List<Finding> kvCache(String base, Workload workload) {
    KVCacheOffloadingSpec cache = workload.kvCacheOffloading();
    return cache == null ? List.of() : KvCacheRules.check(base + ".kvCacheOffloading", cache);
  }

  private static List<Finding> pods(String base, Workload workload) {
    return Stream.of(
            Rule.checkOptional(PodRules.ALL, base + ".template", workload.template()),
            Rule.checkOptional(PodRules.ALL, base + ".worker", workload.worker()))
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
}
