package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.SessionPersistence;
import io.llmisvc.model.finding.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Gateway API says across the fields of a route; at {@code spec.router.route.http.spec}. */
final class HttpRouteRules {
  private static final int MOST_MATCHES = 128;
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  private static final List<Rule<HTTPRouteSpec>> ROUTE =
      List.of(
          Rule.error(
              ".parentRefs",
              HttpRouteRules::namesAParentTwice,
              "two of them name the same Gateway, port and section; remove one"),
          Rule.error(
              ".rules",
              route -> matches(route) > MOST_MATCHES,
              route ->
                  "must have at most %d matches together, not %d"
                      .formatted(MOST_MATCHES, matches(route))));

  private static final List<Rule<HTTPRouteRule>> RULES =
      List.of(
          Rule.error(
              ".backendRefs",
              rule -> hasFilter(rule, "RequestRedirect") && !rule.getBackendRefs().isEmpty(),
              "must be empty next to a RequestRedirect filter; remove one of them"),
          Rule.error(
              ".filters",
              rule -> HttpFilterRules.replacesPrefix(rule.getFilters()) && !matchesOnePrefix(rule),
              "ReplacePrefixMatch needs exactly one match, of type PathPrefix"));

  private static final List<Rule<HTTPRouteTimeouts>> TIMEOUTS =
      List.of(
          Rule.error(
              ".backendRequest",
              HttpRouteRules::outlivesTheRequest,
              timeouts ->
                  "%s is longer than request, which is %s"
                      .formatted(timeouts.getBackendRequest(), timeouts.getRequest())));

  private static final List<Rule<SessionPersistence>> SESSION =
      List.of(
          Rule.error(
              ".absoluteTimeout",
              session ->
                  session.getCookieConfig() != null
                      && "Permanent".equals(session.getCookieConfig().getLifetimeType())
                      && session.getAbsoluteTimeout() == null,
              "is required for a permanent cookie"),
          Rule.error(
              ".cookieConfig",
              session ->
                  session.getCookieConfig() != null
                      && session.getType() != null
                      && !session.getType().equals("Cookie"),
              session -> "is for sessions of type Cookie, not " + session.getType()));

  private static final List<Rule<HTTPPathMatch>> PATH =
      List.of(
          Rule.error(
              ".value",
              HttpRouteRules::isBadPath,
              path ->
                  "%s must start with / and have neither empty nor relative segments, nor # or %%2F"
                      .formatted(path.getValue())));

  private HttpRouteRules() {}

  /** An adjustment is copied to every managed rule: what only differs in its place is told once. */
  static List<Finding> check(String base, HTTPRouteSpec route) {
    List<Finding> findings = new ArrayList<>(Rule.check(ROUTE, base, route));
    Set<String> told = new HashSet<>();
    for (int i = 0; i < route.getRules().size(); i++) {
      for (Finding finding : check(base + ".rules[" + i + "]", route.getRules().get(i))) {
        if (told.add(INDEX.matcher(finding.text()).replaceAll("[]"))) {
          findings.add(finding);
        }
      }
    }
    return findings;
  }

  private static List<Finding> check(String base, HTTPRouteRule rule) {
    List<Finding> findings = new ArrayList<>(Rule.check(RULES, base, rule));
    findings.addAll(Rule.checkOptional(TIMEOUTS, base + ".timeouts", rule.getTimeouts()));
    findings.addAll(
        Rule.checkOptional(SESSION, base + ".sessionPersistence", rule.getSessionPersistence()));
    for (int i = 0; i < rule.getMatches().size(); i++) {
      HTTPRouteMatch match = rule.getMatches().get(i);
      findings.addAll(Rule.checkOptional(PATH, base + ".matches[" + i + "].path", match.getPath()));
    }
    findings.addAll(HttpFilterRules.check(base + ".filters", rule.getFilters()));
    findings.addAll(HttpFilterRules.checkBackends(base + ".backendRefs", rule.getBackendRefs()));
    return findings;
  }

  private record Parent(
      @Nullable String group,
      @Nullable String kind,
      @Nullable String namespace,
      @Nullable String name,
      @Nullable String section,
      @Nullable Integer port) {}

  private static boolean namesAParentTwice(HTTPRouteSpec route) {
    Stream<Parent> distinct = route.getParentRefs().stream().map(HttpRouteRules::parent).distinct();
    return distinct.count() < route.getParentRefs().size();
  }

  private static Parent parent(ParentReference ref) {
    return new Parent(
        ref.getGroup(),
        ref.getKind(),
        ref.getNamespace(),
        ref.getName(),
        ref.getSectionName(),
        ref.getPort());
  }

  private static int matches(HTTPRouteSpec route) {
    return route.getRules().stream().mapToInt(rule -> rule.getMatches().size()).sum();
  }

  private static boolean hasFilter(HTTPRouteRule rule, String type) {
    return rule.getFilters().stream().anyMatch(filter -> type.equals(filter.getType()));
  }

  private static boolean matchesOnePrefix(HTTPRouteRule rule) {
    List<HTTPRouteMatch> matches = rule.getMatches();
    if (matches.size() != 1) {
      return matches.isEmpty();
    }
    HTTPPathMatch path = matches.getFirst().getPath();
    return path == null || path.getType() == null || path.getType().equals("PathPrefix");
  }

  private static boolean outlivesTheRequest(HTTPRouteTimeouts timeouts) {
    if (timeouts.getRequest() == null || timeouts.getBackendRequest() == null) {
      return false;
    }
    long request = RouteDuration.millis(timeouts.getRequest());
    return request > 0 && RouteDuration.millis(timeouts.getBackendRequest()) > request;
  }

  private static boolean isBadPath(HTTPPathMatch path) {
    String value = path.getValue();
    if (value == null || "RegularExpression".equals(path.getType())) {
      return false;
    }
    return !value.startsWith("/")
        || Stream.of("//", "#", "%2f", "%2F").anyMatch(value::contains)
        || Stream.of("/./", "/../").anyMatch((value + "/")::contains);
  }
}
