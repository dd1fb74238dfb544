package io.llmisvc.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.llmisvc.api.spec.ParallelismSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.api.spec.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GPUs and their like, of any vendor, by resources of device plugins or by claims. */
public final class Accelerators {
  private static final Pattern RESOURCE =
      Pattern.compile(
          ".+/gpu(\\.shared)?|nvidia\\.com/mig-.+|gpu\\.intel\\.com/(i915|xe)|habana\\.ai/gaudi"
              + "|google\\.com/tpu|aws\\.amazon\\.com/neuroncore|huawei\\.com/(Ascend.+|npu)");

  private Accelerators() {}

  /** Whether a container gets the devices that the annotations of its service ask for. */
  public static boolean isClaiming(Container container) {
    return container.getResources() != null
        && container.getResources().getClaims().stream()
            .anyMatch(claim -> claim != null && DeviceRequest.CLAIM.equals(claim.getName()));
  }

  /** The limits of a container that are accelerators, by the name of the resource. */
  public static Stream<Map.Entry<String, Quantity>> limits(Container container) {
    return container.getResources() == null || container.getResources().getLimits() == null
        ? Stream.empty()
        : container.getResources().getLimits().entrySet().stream()
            .filter(limit -> limit.getValue() != null)
            .filter(limit -> RESOURCE.matcher(limit.getKey()).matches());
  }

  /**
   * Those of all pods of a service. There are as many as its spec says; one where it says nothing.
   */
  public static long total(EffectiveSpec effective) {
    if (effective.service().isStopped()) {
      return 0;
    }
    int devices = DeviceRequest.of(effective.service()).map(DeviceRequest::count).orElse(0);
    WorkloadSpec prefill = effective.spec().prefill();
    return total(effective.spec(), devices) + (prefill == null ? 0 : total(prefill, devices));
  }

  private static long total(Workload workload, int devices) {
    long replicas = Objects.requireNonNullElse(workload.replicas(), 1);
    PodSpec worker = workload.worker();
    long main = inPod(workload.template(), devices);
    if (worker == null) {
      return replicas * main;
    }
    long other = inPod(worker, devices);
    ParallelismSpec parallelism = workload.parallelism();
    int size = parallelism == null ? 1 : parallelism.groupSize().orElse(1);
    return replicas * ((workload.template() == null ? other : main) + (size - 1) * other);
  }

  /** A claim is one of the pod, however many of its containers share it. */
  private static long inPod(@Nullable PodSpec pod, int devices) {
    if (pod == null) {
      return 0;
    }
    List<Container> containers = pod.getContainers().stream().filter(Objects::nonNull).toList();
    boolean claims = containers.stream().anyMatch(Accelerators::isClaiming);
    return (claims ? devices : 0)
        + containers.stream()
            .flatMap(Accelerators::limits)
            .mapToLong(limit -> number(limit.getValue()))
            .sum();
  }

  private static long number(Quantity quantity) {
    try {
      return quantity.getNumericalAmount().longValue();
    } catch (IllegalArgumentException e) {
      return 0; // not a quantity, which is said elsewhere
    }
  }
}
