package io.llmisvc.composition.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.composition.layer.SpecTree;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Ports;
import io.llmisvc.tree.Trees;

/** Where the rules of the managed route lead. */
public final class RouteBackends {
  private static final String POOL = Kind.INFERENCE_POOL.kind();

  private RouteBackends() {}

  /** A rule that says what it matches but not where it leads, leads to the pool. */
  static void fillIn(SpecTree spec, CompositionContext context) {
    Trees.objects(spec.routeRules())
        .filter(rule -> !Trees.says(rule.path("backendRefs")) && !redirects(rule))
        .forEach(
            rule ->
                rule.putArray("backendRefs")
                    .addObject()
                    .put("group", Kind.INFERENCE_POOL.group())
                    .put("kind", POOL)
                    .put("name", ChildRole.POOL.name(context.meta()))
                    .put("port", Ports.MODEL_SERVER)
                    .put("weight", 1));
  }

  /** Without a scheduler there is no pool: the workload's Service takes its place. */
  static void toWorkload(SpecTree spec, CompositionContext context) {
    if (spec.scheduler().isPresent()) {
      return;
    }
    spec.routeBackends()
        .filter(backend -> isOwnPool(backend, context))
        .forEach(
            backend ->
                backend
                    .put("group", "")
                    .put("kind", Kind.SERVICE.kind())
                    .put("name", ChildRole.WORKLOAD_SERVICE.name(context.meta())));
  }

  static void toReferencedPool(SpecTree spec, CompositionContext context) {
    if (spec.poolRef().isEmpty()) {
      return;
    }
    spec.routeBackends()
        .filter(backend -> isOwnPool(backend, context))
        .forEach(backend -> backend.put("name", spec.poolRef()));
  }

  /** Tells when there is a picker and a route, but no way from one to the other. */
  public static void reportBypass(SpecTree spec, CompositionContext context) {
    boolean routed = !spec.routeRules().isEmpty() && spec.scheduler().isPresent();
    if (routed && spec.routeBackends().noneMatch(b -> b.path("kind").asText().equals(POOL))) {
      context
          .findings()
          .warning(
              "SchedulerBypassed",
              "spec.router.route.http.spec.rules",
              "no rule leads to an InferencePool, so that the scheduler is bypassed; leave"
                  + " backendRefs out of a rule to use it, or remove spec.router.scheduler");
    }
  }

  /** By name and kind alone, whichever the API group: presets of others may use the older one. */
  private static boolean isOwnPool(ObjectNode backend, CompositionContext context) {
    return backend.path("kind").asText().equals(POOL)
        && backend.path("name").asText().equals(ChildRole.POOL.name(context.meta()));
  }

  /** A redirect is the answer itself and must not have a backend. */
  private static boolean redirects(ObjectNode rule) {
    return Trees.objects(rule.path("filters"))
        .anyMatch(filter -> filter.path("type").asText().equals("RequestRedirect"));
  }
}
