package io.llmisvc.status;

import io.llmisvc.api.ObjectReference;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.RouterStatus;
import io.llmisvc.api.status.RouterStatus.GatewayStatus;
import io.llmisvc.api.status.RouterStatus.GroupStatus;
import io.llmisvc.api.status.RouterStatus.Member;
import io.llmisvc.api.status.RouterStatus.SchedulerStatus;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.router.Parent;
import io.llmisvc.model.router.PoolSource;
import io.llmisvc.model.router.TrafficSplit;
import io.llmisvc.status.address.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code status.router}: what exposes the service. */
final class RouterReport {
  private final RoutesInUse routing;
  private final StatusContext context;

  private RouterReport(RoutesInUse routing) {
    this.routing = routing;
    this.context = routing.context();
  }

  /** Absent when nothing is routed. */
  static @Nullable RouterStatus of(RoutesInUse routing) {
    return new RouterReport(routing).report();
  }

  private @Nullable RouterStatus report() {
    if (context.isStopped()) {
      return null;
    }
    if (routing.isUndecided()) {
      return context.previous().map(LLMInferenceServiceStatus::router).orElse(null);
    }
    List<GatewayStatus> gateways = routing.gateways().stream().map(this::gateway).toList();
    return gateways.isEmpty() ? null : new RouterStatus(gateways, scheduler(), group());
  }

  private @Nullable GroupStatus group() {
    TrafficSplit split = context.plan().split();
    return split == null
        ? null
        : new GroupStatus(
            split.group(), split.members().stream().map(RouterReport::member).toList());
  }

  private static Member member(GroupMember member) {
    return new Member(
        member.service(),
        member.weight(),
        member.phase() == GroupMember.Phase.STOPPED ? true : null,
        member.backend());
  }

  private GatewayStatus gateway(NamespacedName name) {
    List<Route> routes =
        routing.routes().stream()
            .filter(route -> attaches(route, name).findAny().isPresent())
            .toList();
    List<String> listeners =
        routes.stream()
            .flatMap(route -> attaches(route, name))
            .map(Parent::section)
            .filter(section -> !section.isEmpty())
            .distinct()
            .sorted()
            .toList();
    List<ObjectReference> references =
        routes.stream()
            .map(Route::name)
            .distinct()
            .sorted(Comparator.comparing(NamespacedName::name))
            .map(route -> reference(Kind.HTTP_ROUTE, route))
            .toList();
    return new GatewayStatus(
        Kind.GATEWAY.group(),
        Kind.GATEWAY.kind(),
        name.name(),
        name.namespace(),
        listeners,
        references);
  }

  private static Stream<Parent> attaches(Route route, NamespacedName gateway) {
    return route.parents().stream().filter(parent -> parent.name().equals(gateway));
  }

  private @Nullable SchedulerStatus scheduler() {
    return switch (context.router().pool()) {
      case PoolSource.None() -> null;
      case PoolSource.Referenced(String name) -> theirs(name);
      case PoolSource.Managed managed -> scheduler(Kind.INFERENCE_POOL, managed.name(), picker());
    };
  }

  private static SchedulerStatus scheduler(Kind kind, String pool, Optional<String> picker) {
    return new SchedulerStatus(
        local(kind, pool), picker.map(name -> local(Kind.SERVICE, name)).orElse(null));
  }

  private Optional<String> picker() {
    return context.standing(ChildRole.SCHEDULER_SERVICE).map(ObjectKey::name);
  }

  /** The picker of somebody else's pool is the one that the pool names. */
  private SchedulerStatus theirs(String name) {
    ReferencedPool pool = ReferencedPool.of(context, name);
    return scheduler(pool.kind(), name, pool.picker());
  }

  private static ObjectReference local(Kind kind, String name) {
    return new ObjectReference(kind.group(), kind.kind(), name, null);
  }

  private static ObjectReference reference(Kind kind, NamespacedName name) {
    return new ObjectReference(kind.group(), kind.kind(), name.name(), name.namespace());
  }
}
