package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.llmisvc.api.router.GatewayObjectReference;
import io.llmisvc.api.router.HTTPRouteSource;
import io.llmisvc.api.router.RouterSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gateways named twice, by the route and by the router; at {@code spec.router}. Only for a spec as
 * its author wrote it: composition makes the two lists equal.
 */
final class ParentRefRules {
  static final List<Rule<RouterSpec>> ALL =
      List.of(
          Rule.<RouterSpec>error(
                  ".route.http.spec",
                  router -> isTwice(router) && !targets(router).equals(parents(router)),
                  "parentRefs name other Gateways than spec.router.gateway.refs; remove one of them")
              .last(),
          Rule.warning(
              ".route.http.spec",
              ParentRefRules::isTwice,
              "parentRefs can be left out: they are derived from spec.router.gateway.refs"));

  /** The first version of the API takes one of the lists only. */
  static final List<Rule<RouterSpec>> V1ALPHA1 =
      List.of(
          Rule.error(
              ".route.http.spec",
              ParentRefRules::isTwice,
              "parentRefs and spec.router.gateway.refs exclude each other in v1alpha1; remove one of"
                  + " them"));

  private ParentRefRules() {}

  /** Where a route attaches; what is absent counts as empty. */
  private record Target(String namespace, String name, String section) {
    Target(@Nullable String namespace, @Nullable String name, @Nullable String section) {
      this.namespace = Objects.requireNonNullElse(namespace, "");
      this.name = Objects.requireNonNullElse(name, "");
      this.section = Objects.requireNonNullElse(section, "");
    }
  }

  private static boolean isTwice(RouterSpec router) {
    return !targets(router).isEmpty() && !parents(router).isEmpty();
  }

  private static List<Target> targets(RouterSpec router) {
    List<GatewayObjectReference> refs =
        router.gateway() == null ? List.of() : router.gateway().refs();
    return sorted(
        refs.stream()
            .map(ref -> new Target(ref.namespace(), ref.name(), ref.sectionName()))
            .toList());
  }

  private static List<Target> parents(RouterSpec router) {
    return sorted(
        parentRefs(router).stream()
            .map(ref -> new Target(ref.getNamespace(), ref.getName(), ref.getSectionName()))
            .toList());
  }

  private static List<ParentReference> parentRefs(RouterSpec router) {
    HTTPRouteSource http = router.http();
    return http == null || http.spec() == null ? List.of() : http.spec().getParentRefs();
  }

  private static List<Target> sorted(List<Target> targets) {
    return targets.stream()
        .sorted(
            Comparator.comparing(Target::namespace)
                .thenComparing(Target::name)
                .thenComparing(Target::section))
        .toList();
  }
}
