package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Whether a managed route keeps to the paths of its service's namespace. On a shared Gateway the
 * more exact match wins, so a route can take requests away from the services of others.
 */
final class OwnPaths {
  private static final String REASON = "ForeignRoutePath";
  private static final String PLACE = "spec.router.route.http.spec.rules";
  private static final String PUBLISHERS = "publishers/";
  private static final int TOLD = 5;
  private static final String SHARED =
      "; on a shared Gateway the route takes the requests of others";

  private final String namespace;
  private final Settings settings;

  private OwnPaths(ServiceChildren children, Settings settings) {
    this.namespace = children.service().namespace();
    this.settings = settings;
  }

  /** Errors where the operator is told to refuse, else warnings. */
  static List<Finding> findings(ServiceChildren children, Settings settings, JsonNode spec) {
    OwnPaths own = new OwnPaths(children, settings);
    return isRestricted(settings)
        ? told(problems(spec, own::refusal), Finding::error, own.refused())
        : told(problems(spec, own::suspicion), Finding::warning, SHARED);
  }

  /** A live route that would be refused goes, whatever else is wrong with its service. */
  static Desired withoutForeignRoute(ServiceChildren children, Settings settings) {
    return isRestricted(settings)
            && children
                .facts()
                .child(ChildRole.ROUTE.key(children.service()))
                .filter(live -> !findings(children, settings, live.path("spec")).isEmpty())
                .isPresent()
        ? children.absent(ChildRole.ROUTE, "it takes paths of others")
        : Desired.NOTHING;
  }

  private static boolean isRestricted(Settings settings) {
    return settings.security().restrictRoutesToOwnPaths();
  }

  private String refusal(JsonNode match) {
    RoutePath path = RoutePath.of(match);
    boolean isOwnModel = model(match).startsWith(PUBLISHERS + namespace + "/models/");
    return path.isOf(namespace) || (isOwnModel && path.isShared()) ? "" : path.toString();
  }

  private String suspicion(JsonNode match) {
    RoutePath path = RoutePath.of(match);
    String model = model(match);
    if (model.startsWith(PUBLISHERS) && !model.startsWith(PUBLISHERS + namespace + "/")) {
      return "%s %s is a model of another namespace".formatted(header(), model);
    }
    return path.otherThan(namespace)
        .map(other -> path + " leads to services of " + other)
        .orElse("");
  }

  /** Of headers that differ by case only the first counts. */
  private String model(JsonNode match) {
    for (JsonNode condition : match.path("headers")) {
      if (condition.path("name").asText().equalsIgnoreCase(header()) && !header().isEmpty()) {
        boolean isExact = condition.path("type").asText("Exact").equals("Exact");
        return isExact ? condition.path("value").asText() : "";
      }
    }
    return "";
  }

  private String header() {
    return settings.ingress().modelRoutingHeader();
  }

  private interface Teller {
    Finding tell(Subject subject, String reason, String path, String message);
  }

  private String refused() {
    return "; allowed by security.restrictRoutesToOwnPaths of the operator configuration are paths"
        + " under /%s/ and /publishers/%s/models/, and matches on a model of this namespace"
            .formatted(namespace, namespace);
  }

  private static List<String> problems(JsonNode spec, Function<JsonNode, String> problem) {
    List<String> problems = new ArrayList<>();
    JsonNode rules = spec.path("rules");
    for (int i = 0; i < Math.max(1, rules.size()); i++) {
      JsonNode matches = rules.path(i).path("matches");
      for (int j = 0; j < Math.max(1, matches.size()); j++) {
        String text = problem.apply(matches.path(j));
        if (!text.isEmpty()) {
          problems.add("[%d].matches[%d] %s".formatted(i, j, text));
        }
      }
    }
    return problems;
  }

  private static List<Finding> told(List<String> problems, Teller teller, String what) {
    if (problems.isEmpty()) {
      return List.of();
    }
    int rest = Math.max(0, problems.size() - TOLD);
    String first = String.join("; ", problems.subList(0, problems.size() - rest));
    String more = rest == 0 ? "" : "; and " + rest + " more";
    return List.of(teller.tell(Subject.ROUTE, REASON, PLACE, first + more + what));
  }
}
