package io.llmisvc.desired.router;

import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.List;

/** What is asked for but has no kind on this cluster. */
final class Unserved {
  private Unserved() {}

  static List<Finding> findings(Routing routing) {
    List<Finding> findings = new ArrayList<>();
    boolean isRouted = routing.router().isRouted();
    if (isRouted && !routing.facts().serves(Kind.HTTP_ROUTE)) {
      findings.add(
          finding(
              Subject.ROUTE,
              ChildRole.ROUTE.failureReason(),
              "spec.router.route",
              Kind.HTTP_ROUTE));
    }
    boolean usesGateways = isRouted || !routing.gateways().isEmpty();
    if (usesGateways && !routing.facts().serves(Kind.GATEWAY)) {
      findings.add(finding(Subject.GATEWAY, Routing.INVALID, "spec.router.gateway", Kind.GATEWAY));
    }
    return findings;
  }

  private static Finding finding(Subject subject, String reason, String path, Kind kind) {
    return Finding.error(
        subject,
        reason,
        path,
        "the cluster serves no %s: install the CustomResourceDefinition %s.%s (Gateway API), or"
                .formatted(kind.kind(), kind.plural(), kind.group())
            + " remove "
            + path);
  }
}
