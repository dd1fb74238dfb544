package io.llmisvc.desired.router;

import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.RouteSource;
import io.llmisvc.model.router.RouterIntent;
import java.util.List;
import java.util.Map;

/** What is asked of one service's router, with all that decides on its children. */
record Routing(
    EffectiveSpec effective, RouterIntent router, Settings settings, ServiceChildren children) {
  static final String INVALID = "RefsInvalid";

  static Routing of(EffectiveSpec effective, Settings settings, Facts facts) {
    return new Routing(
        effective, effective.router(), settings, new ServiceChildren(effective.service(), facts));
  }

  ServiceMeta service() {
    return children.service();
  }

  Facts facts() {
    return children.facts();
  }

  Map<String, String> labels() {
    return Labels.of(Labels.ROUTER, service());
  }

  RouteSource route() {
    return router.route();
  }

  /** The Gateways that the service names. */
  List<NamespacedName> gateways() {
    return router.gateways();
  }
}
