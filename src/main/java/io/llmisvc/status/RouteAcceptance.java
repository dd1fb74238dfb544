package io.llmisvc.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.router.Parent;
import io.llmisvc.status.address.Route;
import io.llmisvc.status.condition.LiveCondition;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the Gateways say about a live HTTPRoute. */
final class RouteAcceptance {
  private final Route route;
  private final long generation;

  private RouteAcceptance(ObjectNode live) {
    this.route = Route.of(live);
    this.generation = live.at("/metadata/generation").asLong();
  }

  /** Why the route does not serve on all of its Gateways yet; empty when it does. */
  static Optional<String> problem(ObjectNode live) {
    return new RouteAcceptance(live).problem();
  }

  private Optional<String> problem() {
    if (route.allParents().isEmpty()) {
      return Optional.of("it attaches to no Gateway; give it spec.parentRefs");
    }
    return Stream.concat(route.allParents().stream().flatMap(this::unanswered), refusals())
        .findFirst();
  }

  private Stream<String> unanswered(Parent parent) {
    boolean answered =
        answers()
            .map(answer -> Parent.of(answer.path("parentRef"), route.name().namespace()))
            .anyMatch(parent::equals);
    return answered ? Stream.empty() : Stream.of(parent + " has not looked at it yet");
  }

  /** Also those of Gateways that the route has left: their refusal is still worth knowing. */
  private Stream<String> refusals() {
    return answers().flatMap(answer -> refusal(answer).stream());
  }

  private Optional<String> refusal(JsonNode answer) {
    Parent parent = Parent.of(answer.path("parentRef"), route.name().namespace());
    return Stream.of("Accepted", "ResolvedRefs")
        .flatMap(type -> refusal(answer, type).stream())
        .findFirst()
        .map(text -> parent + " says " + text);
  }

  private Optional<String> refusal(JsonNode answer, String type) {
    Optional<LiveCondition> found = LiveCondition.find(answer, type);
    if (found.isEmpty()) {
      return Optional.of(type + "=Unknown/ConditionMissing: no such condition");
    }
    if (found.get().isStale(generation)) {
      return Optional.of(type + " is about an older generation of it");
    }
    return found.filter(condition -> !condition.isTrue()).map(LiveCondition::text);
  }

  /** Entries without {@code Accepted} come from controllers of policies. */
  private Stream<JsonNode> answers() {
    return StreamSupport.stream(route.object().at("/status/parents").spliterator(), false)
        .filter(answer -> LiveCondition.find(answer, "Accepted").isPresent());
  }
}
