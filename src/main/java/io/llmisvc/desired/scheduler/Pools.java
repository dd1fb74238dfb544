package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;

/** The managed pool, once in each API group that is served. */
final class Pools {
  private Pools() {}

  static Desired of(EndpointPicker picker) {
    PoolShape shape = PoolShape.of(picker);
    ObjectMeta metadata = picker.children().metadata(picker.pool().name(), picker.labels());
    Desired v1 = present(picker, Kind.INFERENCE_POOL, metadata, shape.v1());
    Desired v1alpha2 = present(picker, Kind.INFERENCE_POOL_V1ALPHA2, metadata, shape.v1alpha2());
    Desired both = v1.and(v1alpha2);
    return both.children().isEmpty() ? Desired.finding(notServed()) : both;
  }

  static Desired absent(ServiceChildren children, String why) {
    String name = children.service().child(ChildSuffix.INFERENCE_POOL);
    return children
        .absent(ChildRole.POOL, Kind.INFERENCE_POOL, name, why)
        .and(children.absent(ChildRole.POOL_V1ALPHA2, Kind.INFERENCE_POOL_V1ALPHA2, name, why));
  }

  private static Desired present(
      EndpointPicker picker, Kind kind, ObjectMeta metadata, Object spec) {
    if (!picker.facts().serves(kind)) {
      return Desired.NOTHING;
    }
    ChildRole role = kind == Kind.INFERENCE_POOL ? ChildRole.POOL : ChildRole.POOL_V1ALPHA2;
    return ServiceChildren.present(role, KubernetesObject.of(kind, metadata, spec));
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
