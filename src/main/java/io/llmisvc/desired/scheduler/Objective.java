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
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the requests of a model rank in its pool, in the newest kind of object that is served. */
final class Objective {
  private static final List<Kind> NEWEST_FIRST =
      List.of(Kind.INFERENCE_OBJECTIVE_LLM_D, Kind.INFERENCE_OBJECTIVE, Kind.INFERENCE_MODEL);
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
      return absent(children, "the model has no criticality");
    }
    String pool = effective.router().pool().poolName().orElse(null);
    if (pool == null) {
      return absent(children, "the service has no scheduler")
          .and(ignored("has no effect without spec.router.scheduler"));
    }
    Kind kind = NEWEST_FIRST.stream().filter(children.facts()::serves).findFirst().orElse(null);
    if (kind == null) {
      return ignored(
          "has no effect: the cluster serves neither InferenceObjective nor InferenceModel; install"
              + " the CustomResourceDefinition inferenceobjectives.llm-d.ai");
    }
    return present(effective, children, kind, criticality, pool)
        .and(absent(children, kind, "a newer kind of objective is served"));
  }

  static Desired absent(ServiceChildren children, String why) {
    return absent(children, null, why);
  }

  private static Desired absent(ServiceChildren children, @Nullable Kind wanted, String why) {
    List<Desired> parts = new ArrayList<>();
    for (Kind kind : NEWEST_FIRST) {
      if (kind != wanted) {
        parts.add(children.absent(ChildRole.OBJECTIVE, kind, name(children, kind), why));
      }
    }
    return Desired.all(parts);
  }

  private static Desired present(
      EffectiveSpec effective,
      ServiceChildren children,
      Kind kind,
      Criticality criticality,
      String pool) {
    ObjectMeta metadata =
        children.metadata(name(children, kind), EndpointPicker.labels(children.service()));
    PoolRef poolRef =
        new PoolRef(poolGroup(children.facts(), kind), Kind.INFERENCE_POOL.kind(), pool);
    Object spec =
        kind == Kind.INFERENCE_MODEL
            ? new InferenceModel(effective.modelName(), word(criticality), poolRef)
            : new InferenceObjective(priority(criticality), poolRef);
    return ServiceChildren.present(ChildRole.OBJECTIVE, KubernetesObject.of(kind, metadata, spec));
  }

  private static Optional<Criticality> criticality(EffectiveSpec effective) {
    return effective.spec().model() == null
        ? Optional.empty()
        : Criticality.of(effective.spec().model().criticality());
  }

  private static String name(ServiceChildren children, Kind kind) {
    return children
        .service()
        .child(
            kind == Kind.INFERENCE_MODEL
                ? ChildSuffix.INFERENCE_MODEL
                : ChildSuffix.INFERENCE_OBJECTIVE);
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
