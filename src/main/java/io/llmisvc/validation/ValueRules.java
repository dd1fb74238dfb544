package io.llmisvc.validation;

import io.llmisvc.api.Criticality;
import io.llmisvc.api.GatewayRoutesSpec;
import io.llmisvc.api.KVCacheOffloadingSpec;
import io.llmisvc.api.LLMModelSpec;
import io.llmisvc.api.ParallelismSpec;
import io.llmisvc.api.Workload;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What single values may be. The CRDs say the same; these rules also hold for files, and for values
 * that a template has made.
 */
final class ValueRules {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Set<String> POLICIES = Set.of("lru", "arc");

  /** At {@code spec} and {@code spec.prefill}. */
  static final List<Rule<Workload>> WORKLOAD =
      List.of(
          Rule.error(
              ".replicas",
              workload -> isOutside(workload.replicas(), 0, Integer.MAX_VALUE),
              workload -> "must be 0 or more, not " + workload.replicas()),
          Rule.error(
              ".parallelism.tensor",
              workload -> isOutside(parallelism(workload).tensor(), 1, Integer.MAX_VALUE),
              workload -> "must be greater than 0, not " + parallelism(workload).tensor()),
          Rule.error(
              ".parallelism.dataRPCPort",
              workload -> isOutside(parallelism(workload).dataRPCPort(), 1, 65535),
              workload ->
                  "must be a port from 1 to 65535, not " + parallelism(workload).dataRPCPort()),
          Rule.error(
              ".kvCacheOffloading.evictionPolicy",
              workload -> !POLICIES.contains(evictionPolicy(workload)),
              workload -> "must be lru or arc, not " + evictionPolicy(workload)));

  /** At {@code spec.model}. */
  static final List<Rule<LLMModelSpec>> MODEL =
      List.of(
          Rule.error(
              ".criticality",
              model ->
                  model.criticality() != null
                      && !model.criticality().isEmpty()
                      && Criticality.of(model.criticality()).isEmpty(),
              model ->
                  "must be Critical (or High), Standard or Sheddable, not " + model.criticality()));

  /** At {@code spec.router.route}. */
  static final List<Rule<GatewayRoutesSpec>> ROUTE =
      List.of(
          Rule.error(
              ".group",
              route ->
                  route.group() != null
                      && (route.group().length() > 63 || !LABEL.matcher(route.group()).matches()),
              route ->
                  "must be a DNS label: lower-case letters, digits and '-', not " + route.group()),
          Rule.error(
              ".weight",
              route -> isOutside(route.weight(), 0, 1_000_000),
              route -> "must be from 0 to 1000000, not " + route.weight()));

  private static final ParallelismSpec NO_PARALLELISM =
      new ParallelismSpec(null, null, null, null, null, null);

  private ValueRules() {}

  private static boolean isOutside(@Nullable Integer value, int least, int most) {
    return value != null && (value < least || value > most);
  }

  private static ParallelismSpec parallelism(Workload workload) {
    return Objects.requireNonNullElse(workload.parallelism(), NO_PARALLELISM);
  }

  private static String evictionPolicy(Workload workload) {
    KVCacheOffloadingSpec cache = workload.kvCacheOffloading();
    String policy = cache == null ? null : cache.evictionPolicy();
    return policy == null || policy.isEmpty() ? "lru" : policy;
  }
}
