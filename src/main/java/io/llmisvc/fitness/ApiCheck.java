package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.tree.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Kinds of other projects. */
final class ApiCheck {
  private ApiCheck() {}

  /** What services need of other projects, and who brings it. */
  private enum Need {
    CLASS(Kind.GATEWAY_CLASS, "routers of services", "the Gateway API", true),
    GATEWAY(Kind.GATEWAY, "routers of services", "the Gateway API", true),
    ROUTE(Kind.HTTP_ROUTE, "routers of services", "the Gateway API", true),
    GRANT(Kind.REFERENCE_GRANT, "backends in other namespaces", "the Gateway API", false),
    POOL(Kind.INFERENCE_POOL, "services with a scheduler", "the inference extension", true),
    OLD_POOL(
        Kind.INFERENCE_POOL_V1ALPHA2,
        "Gateways that know only the older pool",
        "the inference extension",
        false),
    OBJECTIVE(Kind.INFERENCE_OBJECTIVE, "priorities", "the inference extension", false),
    LLM_D_OBJECTIVE(Kind.INFERENCE_OBJECTIVE_LLM_D, "priorities of llm-d", "llm-d", false),
    MODEL(Kind.INFERENCE_MODEL, "criticality", "the inference extension", false),
    GROUP(Kind.LEADER_WORKER_SET, "services of several nodes", "LeaderWorkerSet", true),
    SCALER(Kind.SCALED_OBJECT, "services that KEDA scales", "KEDA", false),
    CLAIM(
        Kind.RESOURCE_CLAIM_TEMPLATE,
        "services that claim devices",
        "Kubernetes 1.34 or newer",
        false),
    CACHE(Kind.LOCAL_MODEL_CACHE, "models cached on nodes", "KServe's local models", false),
    NAMESPACE_CACHE(
        Kind.LOCAL_MODEL_NAMESPACE_CACHE,
        "models cached on nodes for a namespace",
        "KServe's local models",
        false);

    private final Kind kind;
    private final String use;
    private final String project;
    private final boolean isUsual;

    Need(Kind kind, String use, String project, boolean isUsual) {
      this.kind = kind;
      this.use = use;
      this.project = project;
      this.isUsual = isUsual;
    }
  }

  static List<FitnessLine> of(Snapshot snapshot) {
    return Arrays.stream(Need.values()).map(need -> of(snapshot, need)).toList();
  }

  private static FitnessLine of(Snapshot snapshot, Need need) {
    Kind kind = need.kind;
    String title = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    if (snapshot.served().contains(kind)) {
      return Outcome.API_OK.line(title, kind.version());
    }
    List<String> others = otherVersions(snapshot, kind);
    if (!others.isEmpty() && need.isUsual) {
      return Outcome.API_OTHER_VERSION.line(
          title, String.join(" and ", others), kind.version(), need.use, need.project);
    }
    return need.isUsual
        ? Outcome.API_MISSING.line(title, need.use, need.project)
        : Outcome.API_ABSENT.line(title, need.use);
  }

  private static List<String> otherVersions(Snapshot snapshot, Kind kind) {
    return Traits.named(snapshot.all(ClusterPart.DEFINITIONS), kind.plural() + "." + kind.group())
        .map(ApiCheck::versions)
        .orElse(List.of());
  }

  private static List<String> versions(ObjectNode definition) {
    return Trees.objects(definition.at("/spec/versions"))
        .filter(version -> version.path("served").asBoolean())
        .map(version -> version.path("name").asText())
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
