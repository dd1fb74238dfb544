package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.api.spec.KVCacheOffloadingSpec;
import io.llmisvc.api.spec.LLMInferenceServiceSpec;
import io.llmisvc.api.spec.ParallelismSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.model.Accelerators;
import io.llmisvc.model.DeviceRequest;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of a finished spec that are right by themselves and do not fit each other: warnings. */
final class FitRules {
  private static final Pattern CONNECTOR = Pattern.compile("kv[-_]transfer[-_]config");

  /** By which vLLM keeps a cache in tiers; the presets name it. */
  static final String OFFLOADING = "OffloadingConnector";

  private static final List<Rule<Pod>> PODS =
      List.of(
          Rule.warning(
              ".containers[name=main].resources.limits",
              pod -> pod.wanted() != null && pod.gpus().isPresent() && !pod.hasWantedGpus(),
              Pod::gpuMessage),
          Rule.warning(
              ".containers[name=main].resources.claims",
              pod -> pod.wanted() != null && pod.claimed() > 0 && pod.claimed() != pod.wanted(),
              pod ->
                  "%d devices are claimed where tensor × dataLocal fills %d; make the two equal"
                      .formatted(pod.claimed(), pod.wanted())),
          probe(".livenessProbe", Container::getLivenessProbe),
          probe(".readinessProbe", Container::getReadinessProbe),
          probe(".startupProbe", Container::getStartupProbe));

  private static final List<Rule<Workload>> CONNECTORS =
      List.of(
          Rule.warning(
              ".template",
              workload -> lacksConnector(workload.template()),
              "prefill and decode exchange their caches by a KV connector, and this model server is"
                  + " started without one; add --kv-transfer-config to its arguments"),
          Rule.warning(
              ".kvCacheOffloading",
              workload -> offloadsOnly(workload.template()),
              "prefill and decode exchange their caches by a KV connector, and the "
                  + OFFLOADING
                  + " of the tiers keeps them to itself; give the model server"
                  + " a --kv-transfer-config with a MultiConnector of it and another one"));

  private FitRules() {}

  /**
   * @param tls whether model servers are asked by HTTPS
   */
  static List<Finding> check(EffectiveSpec effective, boolean tls) {
    LLMInferenceServiceSpec spec = effective.spec();
    int devices = DeviceRequest.of(effective.service()).map(DeviceRequest::count).orElse(0);
    List<Finding> findings = new ArrayList<>(pods("spec", spec, devices, tls));
    findings.addAll(tiers("spec", spec));
    if (spec.prefill() != null) {
      findings.addAll(pods("spec.prefill", spec.prefill(), devices, tls));
      findings.addAll(tiers("spec.prefill", spec.prefill()));
      findings.addAll(Rule.check(CONNECTORS, "spec", spec));
      findings.addAll(Rule.check(CONNECTORS, "spec.prefill", spec.prefill()));
    }
    return findings;
  }

  private static List<Finding> pods(String base, Workload workload, int devices, boolean tls) {
    return Stream.of(
            Rule.checkOptional(
                PODS, base + ".template", Pod.of(workload.template(), workload, devices, tls)),
            Rule.checkOptional(
                PODS, base + ".worker", Pod.of(workload.worker(), workload, devices, tls)))
        .flatMap(List::stream)
        .toList();
  }

  /** What is wrong in leader and worker alike is told once. */
  private static List<Finding> tiers(String base, Workload workload) {
    KVCacheOffloadingSpec cache = workload.kvCacheOffloading();
    return cache == null
        ? List.of()
        : Stream.of(workload.template(), workload.worker())
            .flatMap(pod -> modelServer(pod).stream())
            .map(main -> new KvCacheFitRules.Server(main, cache))
            .flatMap(
                server ->
                    Rule.check(KvCacheFitRules.ALL, base + ".kvCacheOffloading", server).stream())
            .distinct()
            .toList();
  }

  /**
   * The container of the model server in one pod.
   *
   * @param wanted GPUs that the parallelism of a pod fills; absent when it is not said
   * @param claimed devices that it gets by a claim
   */
  private record Pod(Container main, @Nullable Integer wanted, int claimed, boolean tls) {

    static @Nullable Pod of(@Nullable PodSpec pod, Workload workload, int devices, boolean tls) {
      return modelServer(pod)
          .map(
              main ->
                  new Pod(main, wanted(workload), Accelerators.isClaiming(main) ? devices : 0, tls))
          .orElse(null);
    }

    private static @Nullable Integer wanted(Workload workload) {
      ParallelismSpec parallelism = workload.parallelism();
      if (parallelism == null
          || (parallelism.tensor() == null && parallelism.dataLocal() == null)) {
        return null;
      }
      return Objects.requireNonNullElse(parallelism.tensor(), 1)
          * Objects.requireNonNullElse(parallelism.dataLocal(), 1);
    }

    Optional<Map.Entry<String, Quantity>> gpus() {
      return Accelerators.limits(main).findFirst();
    }

    boolean hasWantedGpus() {
      try {
        BigDecimal asked = gpus().orElseThrow().getValue().getNumericalAmount();
        return asked.compareTo(BigDecimal.valueOf(Objects.requireNonNull(wanted))) == 0;
      } catch (IllegalArgumentException e) {
        return true; // not a quantity, which is said elsewhere
      }
    }

    String gpuMessage() {
      return "%s %s where tensor × dataLocal fills %d; make the two equal"
          .formatted(gpus().orElseThrow().getValue(), gpus().orElseThrow().getKey(), wanted);
    }
  }

  private static Rule<Pod> probe(String name, Function<Container, @Nullable Probe> field) {
    return Rule.warning(
        ".containers[name=main]" + name + ".httpGet.scheme",
        pod -> scheme(field.apply(pod.main)).filter(isHttps -> isHttps != pod.tls).isPresent(),
        pod ->
            pod.tls
                ? "asks by HTTP, and the model server speaks HTTPS; set HTTPS"
                : "asks by HTTPS, and the model server speaks HTTP; set HTTP");
  }

  /** Whether a probe asks by HTTPS; empty when it does not ask by HTTP at all. */
  private static Optional<Boolean> scheme(@Nullable Probe probe) {
    HTTPGetAction get = probe == null ? null : probe.getHttpGet();
    return get == null ? Optional.empty() : Optional.of("HTTPS".equals(get.getScheme()));
  }

  private static boolean lacksConnector(@Nullable PodSpec pod) {
    return modelServer(pod)
        .filter(main -> words(main).noneMatch(FitRules::namesConnector))
        .isPresent();
  }

  private static boolean offloadsOnly(@Nullable PodSpec pod) {
    return modelServer(pod)
        .filter(main -> words(main).anyMatch(word -> word.contains(OFFLOADING)))
        .filter(main -> words(main).noneMatch(FitRules::namesAnother))
        .isPresent();
  }

  private static boolean namesAnother(String word) {
    return word.replace(OFFLOADING, "").contains("Connector");
  }

  private static Stream<String> words(Container container) {
    return Stream.concat(
        container.getCommand().stream().filter(Objects::nonNull), given(container));
  }

  /** What is added to the command: arguments, and values of variables. */
  static Stream<String> given(Container container) {
    return Stream.concat(
            container.getArgs().stream(),
            container.getEnv().stream().filter(Objects::nonNull).map(EnvVar::getValue))
        .filter(Objects::nonNull);
  }

  static boolean namesConnector(String text) {
    return CONNECTOR.matcher(text).find();
  }

  private static Optional<Container> modelServer(@Nullable PodSpec pod) {
    return pod == null
        ? Optional.empty()
        : pod.getContainers().stream().filter(FitRules::isMain).findFirst();
  }

  private static boolean isMain(@Nullable Container container) {
    return container != null && "main".equals(container.getName());
  }
}
