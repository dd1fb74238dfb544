package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.llmisvc.api.spec.Criticality;
import io.llmisvc.desired.KubernetesObject;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import java.util.List;
import java.util.Optional;

/** How the requests of a model rank in its pool, in the newest kind of object that is served. */
final class Objective {
  private static final List<ChildRole> NEWEST_FIRST =
      List.of(ChildRole.OBJECTIVE_LLM_D, ChildRole.OBJECTIVE, ChildRole.INFERENCE_MODEL);
  private static final String PATH = "spec.model.criticality";
  private static final String IGNORED = "CriticalityIgnored";

  private Objective() {}

  @JsonAutoDetect
  private record InferenceObjective(int priority, PoolRef poolRef) {}

  @JsonAutoDetect
  private record InferenceModel(String modelName, String criticality, PoolRef poolRef) {}

  @JsonAutoDetect
  private record PoolRef(String group, String kind, String name) {}

  static Desired of(EffectiveSpec effective, ServiceChildren children) {
    Criticality criticality = criticality(effective).orElse(null);
    if (criticality == null) {
      return children.orAbsent(Desired.NOTHING, NEWEST_FIRST, "the model has no criticality");
    }
    String pool = effective.router().pool().poolName().orElse(null);
    if (pool == null) {
      return children
          .orAbsent(Desired.NOTHING, NEWEST_FIRST, "the service has no scheduler")
          .and(ignored("has no effect without spec.router.scheduler"));
    }
    ChildRole role =
        NEWEST_FIRST.stream()
            .filter(newest -> children.facts().serves(newest.kind()))
            .findFirst()
            .orElse(null);
    if (role == null) {
      return ignored(
          "has no effect: the cluster serves neither InferenceObjective nor InferenceModel; install"
              + " the CustomResourceDefinition inferenceobjectives.llm-d.ai");
    }
    return children.orAbsent(
        present(effective, children, role, criticality, pool),
        NEWEST_FIRST,
        "a newer kind of objective is served");
  }

  private static Desired present(
      EffectiveSpec effective,
      ServiceChildren children,
      ChildRole role,
      Criticality criticality,
      String pool) {
    Kind kind = role.kind();
    ObjectMeta metadata = children.metadata(role, EndpointPicker.labels(children.service()));
    PoolRef poolRef =
        new PoolRef(poolGroup(children.facts(), kind), Kind.INFERENCE_POOL.kind(), pool);
    Object spec =
        kind == Kind.INFERENCE_MODEL
            ? new InferenceModel(effective.modelName(), word(criticality), poolRef)
            : new InferenceObjective(priority(criticality), poolRef);
    return ServiceChildren.present(role, KubernetesObject.of(kind, metadata, spec));
  }

  private static Optional<Criticality> criticality(EffectiveSpec effective) {
    return effective.spec().model() == null
        ? Optional.empty()
        : Criticality.of(effective.spec().model().criticality());
  }

  /** An InferenceModel dates from the time of the older pool. */
  private static String poolGroup(Facts facts, Kind kind) {
    Kind preferred =
        kind == Kind.INFERENCE_MODEL ? Kind.INFERENCE_POOL_V1ALPHA2 : Kind.INFERENCE_POOL;
    Kind other = kind == Kind.INFERENCE_MODEL ? Kind.INFERENCE_POOL : Kind.INFERENCE_POOL_V1ALPHA2;
    return !facts.serves(preferred) && facts.serves(other) ? other.group() : preferred.group();
  }

  private static int priority(Criticality criticality) {
    return switch (criticality) {
      case CRITICAL -> 10;
      case STANDARD -> 0;
      case SHEDDABLE -> -10;
    };
  }

  private static String word(Criticality criticality) {
    return switch (criticality) {
      case CRITICAL -> "Critical";
      case STANDARD -> "Standard";
      case SHEDDABLE -> "Sheddable";
    };
  }

  private static Desired ignored(String message) {
    return Desired.finding(Finding.warning(Subject.POOL, IGNORED, PATH, message));
  }
}
