package io.llmisvc.validation;

import io.llmisvc.api.router.IngressSpec;
import io.llmisvc.api.router.RouterSpec;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Ports;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What {@code spec.router.ingress} asks for is the user's own to do: nothing is known of the hosts,
 * classes and certificates that an Ingress needs, so none is made and those that are named are not
 * changed. Whoever names some is told how requests come instead.
 */
final class IngressRules {
  private static final String REASON = "IngressNotManaged";

  private IngressRules() {}

  /** None when no Ingress is asked for. */
  static List<Finding> check(EffectiveSpec effective) {
    RouterSpec router = effective.spec().router();
    IngressSpec ingress = router == null ? null : router.ingress();
    return ingress == null
        ? List.of()
        : List.of(
            Finding.warning(
                Subject.ROUTE,
                REASON,
                "spec.router.ingress",
                subject(ingress, effective.service()) + way(effective)));
  }

  private static String subject(IngressSpec ingress, ServiceMeta service) {
    String names =
        ingress.refs().stream()
            .map(
                ref ->
                    service
                        .named(ref.namespace(), Objects.requireNonNullElse(ref.name(), ""))
                        .toString())
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "no Ingress is made; "
        : "Ingress " + names + " is neither read nor changed; ";
  }

  private static String way(EffectiveSpec effective) {
    return effective.router().isRouted()
        ? "requests come by the HTTPRoutes of spec.router.route: remove spec.router.ingress"
        : "set spec.router.route to have an HTTPRoute made, or let an Ingress of your own lead to"
            + " Service %s port %d; then remove spec.router.ingress"
                .formatted(
                    ChildRole.WORKLOAD_SERVICE.name(effective.service()), Ports.MODEL_SERVER);
  }
}
