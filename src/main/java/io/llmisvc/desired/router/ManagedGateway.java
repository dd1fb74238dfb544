package io.llmisvc.desired.router;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayBuilder;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;

/** The Gateway that is made for one service where the default Gateway does not exist. */
final class ManagedGateway {
  private static final int HTTP_PORT = 80;

  private ManagedGateway() {}

  static Desired of(Routing routing, Attachment attachment) {
    return attachment.isGatewayManaged()
        ? ServiceChildren.present(ChildRole.GATEWAY, gateway(routing))
        : routing.children().absent(ChildRole.GATEWAY, "the service needs no Gateway of its own");
  }

  private static Gateway gateway(Routing routing) {
    return new GatewayBuilder()
        .withMetadata(routing.children().metadata(ChildRole.GATEWAY, routing.labels()))
        .withNewSpec()
        .withGatewayClassName(routing.settings().ingress().managedGatewayClassName())
        .addNewListener()
        .withName("http")
        .withPort(HTTP_PORT)
        .withProtocol("HTTP")
        .withNewAllowedRoutes()
        .withNewNamespaces()
        .withFrom("Same")
        .endNamespaces()
        .endAllowedRoutes()
        .endListener()
        .endSpec()
        .build();
  }
}
