package io.llmisvc.desired.router;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.router.RouteSource;
import java.util.List;
import java.util.Objects;

/**
 * What the managed route attaches to.
 *
 * @param parents none when no route is managed
 * @param isDefaultMissing a parent is the default Gateway, which does not exist
 * @param isGatewayManaged one is made for the service in place of the missing default Gateway
 */
record Attachment(
    List<ParentReference> parents, boolean isDefaultMissing, boolean isGatewayManaged) {
  Attachment {
    parents = List.copyOf(parents);
  }

  static Attachment of(Routing routing) {
    List<ParentReference> parents =
        routing.route() instanceof RouteSource.Managed route ? route.parents() : List.of();
    if (parents.stream().noneMatch(parent -> isMissingDefault(routing, parent))) {
      return new Attachment(parents, false, false);
    }
    if (routing.settings().ingress().managedGatewayClassName() == null) {
      return new Attachment(parents, true, false);
    }
    return new Attachment(
        parents.stream()
            .map(parent -> isMissingDefault(routing, parent) ? managed(routing) : parent)
            .toList(),
        true,
        true);
  }

  static NamespacedName gateway(Routing routing, ParentReference parent) {
    return routing.service().named(parent.getNamespace(), parent.getName());
  }

  /** A reference with no kind or group is one to a Gateway. */
  static boolean isGateway(ParentReference parent) {
    return Objects.requireNonNullElse(parent.getKind(), Kind.GATEWAY.kind())
            .equals(Kind.GATEWAY.kind())
        && Objects.requireNonNullElse(parent.getGroup(), Kind.GATEWAY.group())
            .equals(Kind.GATEWAY.group());
  }

  /** Gateways that the service names itself are never taken for the default one. */
  private static boolean isMissingDefault(Routing routing, ParentReference parent) {
    if (!routing.gateways().isEmpty() || !isDefault(routing, parent)) {
      return false;
    }
    NamespacedName gateway = gateway(routing, parent);
    return gateway.name().isEmpty()
        || routing.facts().find(Kind.GATEWAY, gateway.namespace(), gateway.name()).isAbsent();
  }

  static boolean isDefault(Routing routing, ParentReference parent) {
    NamespacedName gateway = gateway(routing, parent);
    return isGateway(parent)
        && (gateway.name().isEmpty()
            || gateway.equals(routing.settings().ingress().defaultGateway()));
  }

  static boolean isManaged(Routing routing, ParentReference parent) {
    return parent.equals(managed(routing));
  }

  private static ParentReference managed(Routing routing) {
    return new ParentReferenceBuilder()
        .withGroup(Kind.GATEWAY.group())
        .withKind(Kind.GATEWAY.kind())
        .withNamespace(routing.service().namespace())
        .withName(ChildRole.GATEWAY.name(routing.service()))
        .build();
  }
}
