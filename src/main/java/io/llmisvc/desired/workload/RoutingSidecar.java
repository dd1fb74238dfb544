package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import org.jspecify.annotations.Nullable;

/**
 * The init container that stands in front of a decode server. A preset or the user brings it; here
 * it learns its pool.
 */
final class RoutingSidecar {
  private static final String NAME = "llm-d-routing-sidecar";

  private RoutingSidecar() {}

  static boolean isIn(@Nullable PodSpec pod) {
    return pod != null && PodFragment.named(pod.getInitContainers(), NAME).isPresent();
  }

  /** Nothing for pods without a sidecar, and for services that nothing routes to. */
  static PodFragment fragment(EffectiveSpec effective) {
    return effective.spec().router() == null
        ? PodFragment.NOTHING
        : PodFragment.container(
            NAME,
            ContainerFragment.env(
                ContainerEnvironment.literal("INFERENCE_POOL_NAME", pool(effective))));
  }

  private static String pool(EffectiveSpec effective) {
    return effective
        .router()
        .pool()
        .poolName()
        .orElseGet(() -> ChildRole.POOL.name(effective.service()));
  }
}
