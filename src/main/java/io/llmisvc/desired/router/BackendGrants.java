package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Backends in other namespaces that nobody there has granted to the route. Gateways answer requests
 * for them with an error, until a ReferenceGrant beside the backend allows it.
 */
final class BackendGrants {
  private static final String REASON = "RefNotPermitted";

  private final Facts facts;
  private final UsedRoute route;
  private final List<String> problems = new ArrayList<>();

  private BackendGrants(Facts facts, UsedRoute route) {
    this.facts = facts;
    this.route = route;
  }

  /** None for an operator that may look into some namespaces only: it cannot see grants. */
  static Optional<Finding> finding(Routing routing, UsedRoute route) {
    if (routing.settings().isNamespaced()) {
      return Optional.empty();
    }
    BackendGrants grants = new BackendGrants(routing.facts(), route);
    grants.collect(route.object().at("/spec/rules"));
    return grants.problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                Subject.ROUTE,
                REASON,
                route.place(),
                route.said(String.join("; ", grants.problems))));
  }

  private void collect(JsonNode rules) {
    for (int i = 0; i < rules.size(); i++) {
      JsonNode backends = rules.path(i).path("backendRefs");
      for (int j = 0; j < backends.size(); j++) {
        if (isForeign(backends.path(j))) {
          check("[" + i + "].backendRefs[" + j + "]", backends.path(j));
        }
      }
      JsonNode filters = rules.path(i).path("filters");
      for (int j = 0; j < filters.size(); j++) {
        JsonNode mirror = filters.path(j).at("/requestMirror/backendRef");
        if (isForeign(mirror)) {
          check("[" + i + "].filters[" + j + "].requestMirror.backendRef", mirror);
        }
      }
    }
  }

  private boolean isForeign(JsonNode backend) {
    String namespace = backend.path("namespace").asText();
    return !namespace.isEmpty() && !namespace.equals(route.name().namespace());
  }

  private void check(String place, JsonNode backend) {
    String home = route.name().namespace();
    String namespace = backend.path("namespace").asText();
    boolean isRefused =
        facts
            .all(Kind.REFERENCE_GRANT, namespace)
            .filter(grants -> grants.stream().noneMatch(grant -> allows(grant, backend)))
            .isPresent();
    if (isRefused) {
      String what = kind(backend) + " " + namespace + "/" + backend.path("name").asText();
      problems.add(
          ("%s: no ReferenceGrant of namespace %s lets HTTPRoutes of namespace %s use %s; make one"
                  + " there, or use a backend of namespace %s")
              .formatted(place, namespace, home, what, home));
    }
  }

  private boolean allows(JsonNode grant, JsonNode backend) {
    JsonNode spec = grant.path("spec");
    return elements(spec.path("from")).anyMatch(this::isFromHere)
        && elements(spec.path("to")).anyMatch(to -> isTo(to, backend));
  }

  private boolean isFromHere(JsonNode from) {
    return from.path("group").asText().equals(Kind.HTTP_ROUTE.group())
        && from.path("kind").asText().equals(Kind.HTTP_ROUTE.kind())
        && from.path("namespace").asText().equals(route.name().namespace());
  }

  /** A grant without a name is one for all objects of its kind. */
  private static boolean isTo(JsonNode to, JsonNode backend) {
    String name = to.path("name").asText();
    return to.path("group").asText().equals(backend.path("group").asText())
        && to.path("kind").asText().equals(kind(backend))
        && (name.isEmpty() || name.equals(backend.path("name").asText()));
  }

  private static String kind(JsonNode backend) {
    return backend.path("kind").asText(Kind.SERVICE.kind());
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
