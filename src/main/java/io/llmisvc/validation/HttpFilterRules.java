package io.llmisvc.validation;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendObjectReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Fraction;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPExternalAuthFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestMirrorFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filters and backends of a route; at the lists of a rule. */
final class HttpFilterRules {
  private static final Map<String, Function<HTTPRouteFilter, @Nullable Object>> SETTINGS =
      Map.of(
          "CORS", HTTPRouteFilter::getCors,
          "ExtensionRef", HTTPRouteFilter::getExtensionRef,
          "ExternalAuth", HTTPRouteFilter::getExternalAuth,
          "RequestHeaderModifier", HTTPRouteFilter::getRequestHeaderModifier,
          "RequestMirror", HTTPRouteFilter::getRequestMirror,
          "RequestRedirect", HTTPRouteFilter::getRequestRedirect,
          "ResponseHeaderModifier", HTTPRouteFilter::getResponseHeaderModifier,
          "URLRewrite", HTTPRouteFilter::getUrlRewrite);
  private static final List<String> SINGLE =
      List.of(
          "CORS",
          "RequestHeaderModifier",
          "RequestRedirect",
          "ResponseHeaderModifier",
          "URLRewrite");

  private static final List<Rule<List<HTTPRouteFilter>>> LIST =
      List.of(
          Rule.error(
              "",
              filters ->
                  filters.size() > 1
                      && count(filters, "RequestRedirect") * count(filters, "URLRewrite") > 0,
              "RequestRedirect and URLRewrite exclude each other; remove one"),
          Rule.error(
              "",
              filters -> !repeated(filters).isEmpty(),
              filters -> String.join(", ", repeated(filters)) + " may stand there only once"));

  private static final List<Rule<HTTPRouteFilter>> FILTER =
      List.of(
          Rule.error(
              "",
              filter -> !hasItsSettings(filter),
              filter ->
                  "a filter of type %s has the settings of its type and no others"
                      .formatted(filter.getType())));

  private static final List<Rule<HTTPPathModifier>> PATH =
      List.of(
          Rule.error(
              "",
              path ->
                  isOf("ReplaceFullPath", path.getType()) != (path.getReplaceFullPath() != null)
                      || isOf("ReplacePrefixMatch", path.getType())
                          != (path.getReplacePrefixMatch() != null),
              path -> "has not the replacement of its type, %s, alone".formatted(path.getType())));

  private static final List<Rule<HTTPRequestMirrorFilter>> MIRROR =
      List.of(
          Rule.error(
              "",
              mirror -> mirror.getPercent() != null && mirror.getFraction() != null,
              "percent and fraction exclude each other; remove one"));

  private static final List<Rule<Fraction>> FRACTION =
      List.of(
          Rule.error(
              "",
              fraction -> numerator(fraction) > denominator(fraction),
              fraction ->
                  "%d of %d is more than all"
                      .formatted(numerator(fraction), denominator(fraction))));

  private static final List<Rule<HTTPExternalAuthFilter>> AUTH =
      List.of(
          Rule.error(
              "",
              auth ->
                  isOf("GRPC", auth.getProtocol()) != (auth.getGrpc() != null)
                      || isOf("HTTP", auth.getProtocol()) != (auth.getHttp() != null),
              auth ->
                  "has not the settings of its protocol, %s, alone".formatted(auth.getProtocol())));

  private static final List<Rule<Backend>> BACKEND =
      List.of(
          Rule.error(
              ".port", Backend::lacksPort, "is required for a Service: set the Service's port"));

  private HttpFilterRules() {}

  private record Backend(@Nullable String group, @Nullable String kind, @Nullable Integer port) {
    static Backend of(HTTPBackendRef ref) {
      return new Backend(ref.getGroup(), ref.getKind(), ref.getPort());
    }

    static @Nullable Backend of(@Nullable BackendObjectReference ref) {
      return ref == null ? null : new Backend(ref.getGroup(), ref.getKind(), ref.getPort());
    }

    boolean lacksPort() {
      boolean isService =
          Objects.requireNonNullElse(kind, Kind.SERVICE.kind()).equals(Kind.SERVICE.kind())
              && Objects.requireNonNullElse(group, "").isEmpty();
      return port == null && isService;
    }
  }

  static List<Finding> checkBackends(String base, List<HTTPBackendRef> backends) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < backends.size(); i++) {
      String path = base + "[" + i + "]";
      findings.addAll(Rule.check(BACKEND, path, Backend.of(backends.get(i))));
      findings.addAll(check(path + ".filters", backends.get(i).getFilters()));
    }
    return findings;
  }

  static List<Finding> check(String base, List<HTTPRouteFilter> filters) {
    List<Finding> findings = new ArrayList<>(Rule.check(LIST, base, filters));
    for (int i = 0; i < filters.size(); i++) {
      String path = base + "[" + i + "]";
      List<Finding> wrong = Rule.check(FILTER, path, filters.get(i));
      findings.addAll(wrong.isEmpty() ? settings(path, filters.get(i)) : wrong);
    }
    return findings;
  }

  static boolean replacesPrefix(List<HTTPRouteFilter> filters) {
    return filters.stream()
        .flatMap(filter -> Stream.of(rewritten(filter), redirected(filter)))
        .filter(Objects::nonNull)
        .anyMatch(path -> isOf("ReplacePrefixMatch", path.getType()));
  }

  private static List<Finding> settings(String base, HTTPRouteFilter filter) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Rule.checkOptional(PATH, base + ".urlRewrite.path", rewritten(filter)));
    findings.addAll(Rule.checkOptional(PATH, base + ".requestRedirect.path", redirected(filter)));
    HTTPRequestMirrorFilter mirror = filter.getRequestMirror();
    if (mirror != null) {
      String path = base + ".requestMirror";
      findings.addAll(Rule.check(MIRROR, path, mirror));
      findings.addAll(Rule.checkOptional(FRACTION, path + ".fraction", mirror.getFraction()));
      findings.addAll(backend(path, mirror.getBackendRef()));
    }
    HTTPExternalAuthFilter auth = filter.getExternalAuth();
    if (auth != null) {
      findings.addAll(Rule.check(AUTH, base + ".externalAuth", auth));
      findings.addAll(backend(base + ".externalAuth", auth.getBackendRef()));
    }
    return findings;
  }

  private static List<Finding> backend(String base, @Nullable BackendObjectReference ref) {
    return Rule.checkOptional(BACKEND, base + ".backendRef", Backend.of(ref));
  }

  private static @Nullable HTTPPathModifier rewritten(HTTPRouteFilter filter) {
    return filter.getUrlRewrite() == null ? null : filter.getUrlRewrite().getPath();
  }

  private static @Nullable HTTPPathModifier redirected(HTTPRouteFilter filter) {
    return filter.getRequestRedirect() == null ? null : filter.getRequestRedirect().getPath();
  }

  private static boolean hasItsSettings(HTTPRouteFilter filter) {
    return SETTINGS.entrySet().stream()
        .allMatch(
            entry ->
                isOf(entry.getKey(), filter.getType()) == (entry.getValue().apply(filter) != null));
  }

  private static List<String> repeated(List<HTTPRouteFilter> filters) {
    return filters.size() < 2
        ? List.of()
        : SINGLE.stream().filter(type -> count(filters, type) > 1).toList();
  }

  private static long count(List<HTTPRouteFilter> filters, String type) {
    return filters.stream().filter(filter -> isOf(type, filter.getType())).count();
  }

  private static boolean isOf(String wanted, @Nullable String type) {
    return wanted.equals(type);
  }

  private static int numerator(Fraction fraction) {
    return Objects.requireNonNullElse(fraction.getNumerator(), 0);
  }

  private static int denominator(Fraction fraction) {
    return Objects.requireNonNullElse(fraction.getDenominator(), 100);
  }
}
