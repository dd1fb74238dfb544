package io.llmisvc.model.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.router.RouterSpec;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code spec.router} asks for.
 *
 * @param gateways those that the service names; empty for the default one of the operator
 */
public record RouterIntent(RouteSource route, List<NamespacedName> gateways, PoolSource pool) {
  /** Nothing is exposed. */
  public static final RouterIntent NONE =
      new RouterIntent(new RouteSource.None(), List.of(), new PoolSource.None());

  public RouterIntent {
    gateways = List.copyOf(gateways);
  }

  /**
   * @param tree the spec that the router is part of
   * @param ownPool what the pool of the service is called when it has one of its own
   */
  public static RouterIntent of(
      @Nullable RouterSpec router, ObjectNode tree, ServiceMeta service, String ownPool) {
    if (router == null) {
      return NONE;
    }
    return new RouterIntent(
        RouteSource.of(router.route(), tree, service),
        router.gateway() == null
            ? List.of()
            : router.gateway().refs().stream()
                .map(ref -> service.named(ref.namespace(), ref.name()))
                .toList(),
        PoolSource.of(router.scheduler(), ownPool));
  }

  public boolean isRouted() {
    return !(route instanceof RouteSource.None);
  }

  public boolean hasScheduler() {
    return !(pool instanceof PoolSource.None);
  }
}
