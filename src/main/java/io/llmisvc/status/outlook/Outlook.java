package io.llmisvc.status.outlook;

import io.llmisvc.api.status.Address;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Observed;
import io.llmisvc.model.Plan;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.router.Hostnames;
import io.llmisvc.model.router.Parent;
import io.llmisvc.status.ServiceStatus;
import io.llmisvc.status.StatusInputs;
import io.llmisvc.status.address.Route;
import io.llmisvc.status.address.RoutePaths;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The foreseeable part of a status.
 *
 * @param conditions by type, those that the status will have: {@code False (Reason)} when the spec
 *     or the cluster says so by itself, empty when what runs will say
 * @param urls of the Gateways that are known, and of what is not routed; empty when there is none
 *     or none can be told
 * @param places where routes of the operator take requests, whatever address their Gateways have
 */
public record Outlook(
    SortedMap<String, String> conditions, List<String> urls, List<String> places) {
  /** That of a service that is not there. */
  public static final Outlook NONE = new Outlook(new TreeMap<>(), List.of(), List.of());

  private static final String FALSE = "False";

  public Outlook {
    conditions = new TreeMap<>(conditions);
    urls = List.copyOf(urls);
    places = List.copyOf(places);
  }

  /**
   * Of a plan that nobody has acted upon.
   *
   * @param cluster what is known of the cluster, by what is asked
   */
  public static Outlook of(
      Plan plan, Settings settings, Function<Set<Reference>, ClusterFacts> cluster) {
    StatusInputs inputs =
        new StatusInputs(plan, new Observed(Map.of(), List.of()), settings, null, Instant.EPOCH);
    Set<Reference> asked = new HashSet<>(plan.references());
    LLMInferenceServiceStatus status;
    Facts facts;
    do {
      facts = new Facts(cluster.apply(asked));
      status = ServiceStatus.of(inputs, facts);
    } while (asked.addAll(facts.asked()));
    SortedMap<String, String> conditions = new TreeMap<>();
    status
        .conditions()
        .forEach(one -> conditions.put(Objects.toString(one.type(), ""), foretold(one)));
    return new Outlook(conditions, urls(status), places(plan, settings));
  }

  /** That of a service which cannot be composed any more: it keeps what it had. */
  public Outlook keeping(Outlook before) {
    SortedMap<String, String> both = new TreeMap<>(before.conditions);
    both.putAll(conditions);
    return new Outlook(both, before.urls, before.places);
  }

  private static String foretold(Condition condition) {
    return FALSE.equals(condition.status()) ? "%s (%s)".formatted(FALSE, condition.reason()) : "";
  }

  private static List<String> urls(LLMInferenceServiceStatus status) {
    return status.addresses().stream()
        .map(Address::url)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> places(Plan plan, Settings settings) {
    return plan.child(ChildRole.ROUTE)
        .map(Child::object)
        .map(Route::of)
        .map(route -> places(route, settings.ingress().modelRoutingHeader()))
        .orElse(Stream.of())
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> places(Route route, String header) {
    List<String> names = Hostnames.of(route.object());
    List<String> hosts = names.isEmpty() ? List.of("*") : names;
    List<String> paths = RoutePaths.of(route, header);
    return route.parents().stream()
        .map(Parent::toString)
        .flatMap(
            gateway ->
                hosts.stream()
                    .flatMap(host -> paths.stream().map(path -> host + path + " on " + gateway)));
  }
}
