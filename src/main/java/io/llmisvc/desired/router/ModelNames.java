package io.llmisvc.desired.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.model.router.RouteSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model names for which services of one namespace answer. On a shared Gateway a name leads to
 * one service only, unless a routing group shares it.
 */
public final class ModelNames {
  private ModelNames() {}

  /** What a service publishes: nothing while it is stopped or has no route. */
  public static Publication of(EffectiveSpec effective) {
    if (effective.service().isStopped()) {
      return Publication.NONE;
    }
    return switch (effective.router().route()) {
      case RouteSource.None() -> Publication.NONE;
      case RouteSource.Referenced theirs -> new Publication(names(effective), "");
      case RouteSource.Managed route ->
          route.spec() == null
              ? Publication.NONE
              : new Publication(names(effective), route.group());
    };
  }

  /** What a stored service publishes: by its addresses, or by its own spec when it has none yet. */
  public static Publication stored(ObjectNode service) {
    ServiceMeta meta = ServiceMeta.of(service);
    if (meta.deleting() || meta.isStopped()) {
      return Publication.NONE;
    }
    return new Publication(
        ofStored(service, meta).collect(Collectors.toUnmodifiableSet()),
        service
            .at("/status/router/group/name")
            .asText(service.at("/spec/router/route/group").asText()));
  }

  /**
   * The same with what its managed route takes.
   *
   * @param route the live one
   */
  public static Publication stored(ObjectNode service, ObjectNode route, Settings settings) {
    Publication stored = stored(service);
    return stored.models().isEmpty()
        ? stored
        : stored.withClaims(
            RouteClaims.ofLive(ServiceMeta.of(service), stored.models(), settings, route));
  }

  /** Names of the model and its adapters, by addresses or else by the spec. */
  static Stream<String> ofStored(ObjectNode service, ServiceMeta meta) {
    JsonNode addresses = service.at("/status/addresses");
    Stream<String> names = addresses.isEmpty() ? own(service, meta) : published(addresses, meta);
    return names.filter(name -> !name.isEmpty());
  }

  static Desired collisions(Routing routing) {
    Map<String, String> taken = new TreeMap<>();
    for (String name : names(routing.effective())) {
      String others = others(routing, name);
      if (!others.isEmpty()) {
        taken.put(name, others);
      }
    }
    return taken.isEmpty() ? Desired.NOTHING : Desired.finding(collision(routing, taken));
  }

  private static Finding collision(Routing routing, Map<String, String> taken) {
    String names =
        taken.entrySet().stream()
            .map(
                entry ->
                    routing.service().published(entry.getKey())
                        + " is also published by "
                        + entry.getValue())
            .collect(Collectors.joining("; "));
    return Finding.warning(
        Subject.ROUTE,
        "ModelNameCollision",
        taken.containsKey(routing.effective().modelName())
            ? "spec.model.name"
            : "spec.model.lora.adapters",
        names + ": requests for a name reach only one service; give each model its own name");
  }

  private static String others(Routing routing, String name) {
    String group = of(routing.effective()).group();
    return routing.facts().publishers(name).stream()
        .filter(other -> !other.service().equals(routing.service().name()))
        .filter(other -> !other.isOfGroup(group))
        .map(Publisher::service)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static Set<String> names(EffectiveSpec effective) {
    Set<String> names = new LinkedHashSet<>(effective.adapterNames());
    names.add(effective.modelName());
    return names;
  }

  private static Stream<String> own(ObjectNode service, ServiceMeta meta) {
    return Stream.concat(
        Stream.of(service.at("/spec/model/name").asText(meta.name())),
        service
            .at("/spec/model/lora/adapters")
            .valueStream()
            .map(adapter -> adapter.path("name").asText()));
  }

  private static Stream<String> published(JsonNode addresses, ServiceMeta meta) {
    String prefix = meta.published("");
    return addresses
        .valueStream()
        .flatMap(address -> address.path("models").valueStream())
        .map(model -> model.path("name").asText())
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()));
  }
}
