package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Map;
import java.util.Optional;

/**
 * The API group through which the managed route names its pool. A route starts in the older group
 * where both are served, moves to v1 once its gateways show that they know v1 or do not know the
 * older one, and never moves back.
 */
enum PoolGroup {
  V1(Kind.INFERENCE_POOL, Map.of(Labels.POOL_MIGRATED, "v1")),
  V1ALPHA2(Kind.INFERENCE_POOL_V1ALPHA2, Map.of());

  private final Kind kind;
  private final Map<String, String> annotations;

  PoolGroup(Kind kind, Map<String, String> annotations) {
    this.kind = kind;
    this.annotations = annotations;
  }

  String group() {
    return kind.group();
  }

  /** What the route must carry so that the choice stays. */
  Map<String, String> annotations() {
    return annotations;
  }

  static PoolGroup of(ServiceMeta service, Facts facts) {
    boolean servesV1 = facts.serves(Kind.INFERENCE_POOL);
    boolean servesV1Alpha2 = facts.serves(Kind.INFERENCE_POOL_V1ALPHA2);
    if (servesV1 != servesV1Alpha2) {
      return servesV1 ? V1 : V1ALPHA2;
    }
    JsonNode live =
        facts
            .child(ChildRole.ROUTE.key(service))
            .<JsonNode>map(found -> found)
            .orElseGet(MissingNode::getInstance);
    return isMigrated(service, live) || isReadyToMigrate(live) ? V1 : V1ALPHA2;
  }

  /** Where somebody else's pool is, when it is known to be in the older group only. */
  static Optional<PoolGroup> ofReferenced(NamespacedName pool, Facts facts) {
    boolean isOlder =
        facts.find(V1.kind, pool.namespace(), pool.name()).isAbsent()
            && facts.find(V1ALPHA2.kind, pool.namespace(), pool.name()).found().isPresent();
    return isOlder ? Optional.of(V1ALPHA2) : Optional.empty();
  }

  private static boolean isMigrated(ServiceMeta service, JsonNode live) {
    String lock = V1.annotations.get(Labels.POOL_MIGRATED);
    JsonNode annotations = live.path("metadata").path("annotations");
    return annotations.path(Labels.POOL_MIGRATED).asText().equals(lock)
        || service.statusAnnotations().getOrDefault(Labels.POOL_MIGRATED, "").equals(lock);
  }

  private static boolean isReadyToMigrate(JsonNode live) {
    return switch (PoolVerdict.of(live)) {
      case SUPPORTED -> PoolRefs.names(live, V1.kind);
      case REJECTED -> PoolRefs.names(live, V1ALPHA2.kind);
      case UNKNOWN -> false;
    };
  }
}
