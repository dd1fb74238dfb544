package io.llmisvc.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cluster.Cluster;
import io.llmisvc.cluster.StoredService;
import io.llmisvc.config.SettingsResult;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.plan.Planner;
import io.llmisvc.status.Routability;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What services said to each other in the passes of an operator that ran before, by what is stored
 * of them and their routes: so the first passes of this one find nothing new in it. Services that
 * had no pass are not among them; they are news to the others.
 */
record SaidBefore(
    ServiceEvents serviceEvents, Planner planner, Cluster cluster, OperatorSettings settings) {

  /** The model names for which they answer, and what their managed routes take. */
  Map<NamespacedName, Publication> published() {
    return services().collect(Collectors.toMap(StoredService::id, this::published));
  }

  /** What they are to their routing groups. */
  Map<NamespacedName, Membership> grouped() {
    Map<NamespacedName, Membership> grouped = new HashMap<>();
    services()
        .forEach(
            service ->
                planner
                    .membership(service.tree())
                    .map(said -> said.withReady(isReady(said, service)))
                    .ifPresent(said -> grouped.put(service.id(), said)));
    return grouped;
  }

  private Stream<StoredService> services() {
    return serviceEvents.services().filter(service -> service.getStatus() != null);
  }

  private Publication published(StoredService stored) {
    ObjectNode service = stored.tree();
    Optional<ObjectNode> route = cluster.child(ChildRole.ROUTE.key(ServiceMeta.of(service)));
    return route.isPresent() && settings.current() instanceof SettingsResult.Valid valid
        ? planner.published(service, route.get(), valid.settings())
        : planner.published(service);
  }

  private static boolean isReady(Membership said, StoredService service) {
    return said.member().isRunning()
        && service.reported().map(status -> Routability.of(status, true)).orElse(false);
  }
}
