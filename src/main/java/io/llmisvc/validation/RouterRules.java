package io.llmisvc.validation;

import io.llmisvc.api.router.GatewayRoutesSpec;
import io.llmisvc.api.router.RouterSpec;
import java.util.List;

/** Which parts of the router exclude or need each other; at {@code spec.router}. */
final class RouterRules {
  static final List<Rule<RouterSpec>> ROUTE =
      List.of(
          Rule.error(
              ".route.http",
              router -> hasRefs(router) && hasSpec(router),
              "refs and spec exclude each other; remove refs to have a route made from spec, or"
                  + " remove spec to use your own routes"),
          Rule.error(
              ".route.http.refs",
              router -> hasRefs(router) && hasManagedGateway(router),
              "own routes do not go with a managed gateway; remove refs, or name the Gateways of"
                  + " your routes in spec.router.gateway.refs"));

  static final List<Rule<RouterSpec>> TRAFFIC_SPLIT =
      List.of(
          Rule.<RouterSpec>error(
                  ".route.group",
                  router -> isSplit(router) && router.ingress() != null,
                  "a traffic split needs the Gateway API; remove spec.router.ingress")
              .last(),
          Rule.required(
              ".route.group",
              router -> isSplit(router) && route(router).group() == null,
              router -> "weight " + route(router).weight() + " needs a group; set group"),
          Rule.required(
              ".route.weight",
              router -> isSplit(router) && route(router).weight() == null,
              router -> "group " + route(router).group() + " needs a weight; set weight"),
          Rule.error(
              ".route.group",
              router ->
                  route(router).group() != null
                      && route(router).weight() != null
                      && hasRefs(router),
              "a traffic split needs routes managed by the operator; remove route.http.refs"));

  private static final GatewayRoutesSpec NO_ROUTE = new GatewayRoutesSpec(null, null, null);

  private RouterRules() {}

  private static GatewayRoutesSpec route(RouterSpec router) {
    return router.route() == null ? NO_ROUTE : router.route();
  }

  private static boolean hasRefs(RouterSpec router) {
    return router.http() != null && !router.http().refs().isEmpty();
  }

  private static boolean hasSpec(RouterSpec router) {
    return router.http() != null && router.http().spec() != null;
  }

  private static boolean hasManagedGateway(RouterSpec router) {
    return router.gateway() != null && router.gateway().refs().isEmpty();
  }

  private static boolean isSplit(RouterSpec router) {
    return route(router).group() != null || route(router).weight() != null;
  }
}
