package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;

/** The managed pool, once in each API group that is served. */
final class Pools {
  private Pools() {}

  static Desired of(EndpointPicker picker) {
    PoolShape shape = PoolShape.of(picker);
    ObjectMeta metadata = picker.children().metadata(ChildRole.POOL, picker.labels());
    Desired v1 = present(picker, ChildRole.POOL, metadata, shape.v1());
    Desired v1alpha2 = present(picker, ChildRole.POOL_V1ALPHA2, metadata, shape.v1alpha2());
    Desired both = v1.and(v1alpha2);
    if (both.children().isEmpty()) {
      return Desired.finding(notServed());
    }
    String lost = v1.children().isEmpty() ? shape.lostInV1alpha2() : "";
    return lost.isEmpty() ? both : both.and(Desired.finding(lost(lost)));
  }

  private static Desired present(
      EndpointPicker picker, ChildRole role, ObjectMeta metadata, Object spec) {
    return picker.facts().serves(role.kind())
        ? ServiceChildren.present(role, KubernetesObject.of(role.kind(), metadata, spec))
        : Desired.NOTHING;
  }

  private static Finding lost(String what) {
    return Finding.warning(
        Subject.POOL,
        "PoolFieldsLost",
        "spec.router.scheduler.pool.spec",
        "the cluster serves InferencePool in v1alpha2 only, which has no "
            + what
            + ": install the CustomResourceDefinition inferencepools.inference.networking.k8s.io"
            + " (Gateway API Inference Extension)");
  }

  private static Finding notServed() {
    return Finding.error(
        Subject.POOL,
        "InferencePoolFetchError",
        "spec.router.scheduler",
        "the cluster serves no InferencePool: install the CustomResourceDefinition"
            + " inferencepools.inference.networking.k8s.io (Gateway API Inference Extension), or"
            + " remove spec.router.scheduler");
  }
}
