package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.scheduler.SchedulerDesired;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.ArrayList;
import java.util.List;

/** What exists on the cluster for {@code spec.router}. */
public final class RouterDesired {
  private RouterDesired() {}

  /**
   * A reference to something that does not exist stops the whole part: there is a finding, and what
   * exists already is neither changed nor removed, but for a route that must not be.
   */
  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    if (effective.service().isStopped()) {
      return absent(effective.service(), facts, "the service is stopped");
    }
    Routing routing = Routing.of(effective, settings, facts);
    List<Finding> unserved = Unserved.findings(routing);
    if (!unserved.isEmpty()) {
      return SchedulerDesired.of(effective, settings, facts)
          .and(Desired.withheld(List.of(ChildRole.GATEWAY, ChildRole.ROUTE), unserved))
          .and(ofUndecided(effective.service(), settings, facts));
    }
    Attachment attachment = Attachment.of(routing);
    List<Finding> broken = BrokenReferences.findings(routing, attachment);
    if (!broken.isEmpty()) {
      return Desired.withheld(ChildRole.of(Stage.ROUTER), broken)
          .and(ofUndecided(effective.service(), settings, facts));
    }
    Desired decided =
        Desired.all(
            List.of(
                SchedulerDesired.of(effective, settings, facts),
                ManagedGateway.of(routing, attachment),
                ManagedRoute.of(routing, attachment)));
    return routing
        .children()
        .complete(decided.and(Desired.findings(problems(routing, decided))), Stage.ROUTER);
  }

  /** What keeps routes from bringing the requests that they are meant to bring. */
  private static List<Finding> problems(Routing routing, Desired decided) {
    List<Finding> problems = new ArrayList<>();
    List<UsedRoute> routes = UsedRoute.of(routing, decided);
    for (UsedRoute route : routes) {
      problems.addAll(ListenerRefusals.findings(routing, route));
      BackendGrants.finding(routing, route).ifPresent(problems::add);
      DeadRules.finding(route).ifPresent(problems::add);
    }
    RouteClashes.finding(routing, routes).ifPresent(problems::add);
    return problems;
  }

  /**
   * What the service is known by to others: its models, and what its routes take.
   *
   * @param decided what is wanted for the service
   */
  public static Publication publication(
      EffectiveSpec effective, Settings settings, Facts facts, Desired decided) {
    Publication models = ModelNames.of(effective);
    if (models.models().isEmpty()) {
      return models;
    }
    Routing routing = Routing.of(effective, settings, facts);
    return models.withClaims(RouteClaims.of(routing, UsedRoute.of(routing, decided)).keySet());
  }

  /**
   * What happens to the route of a service whose spec tells nothing: it goes when it takes the
   * paths of others, and its routing group goes on in it.
   */
  public static Desired ofUndecided(ServiceMeta service, Settings settings, Facts facts) {
    ServiceChildren children = new ServiceChildren(service, facts);
    Desired without = OwnPaths.withoutForeignRoute(children, settings);
    return without.absent().isEmpty() && !service.isStopped()
        ? StaleRoute.withBackendsOfGroup(children)
        : without;
  }

  /** Whether a live route of somebody else leads to what goes when the service does. */
  public static boolean isNeededBy(ServiceMeta service, ObjectNode route) {
    return GroupBackends.leadTo(service, route);
  }

  /** Nothing for {@code spec.router} must exist; needs no effective spec. */
  public static Desired absent(ServiceMeta service, Facts facts, String why) {
    return new ServiceChildren(service, facts)
        .orAbsent(Desired.NOTHING, List.of(ChildRole.ROUTE, ChildRole.GATEWAY), why)
        .and(SchedulerDesired.absent(service, facts, why));
  }
}
