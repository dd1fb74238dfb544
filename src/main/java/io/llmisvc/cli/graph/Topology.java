package io.llmisvc.cli.graph;

import io.llmisvc.model.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Services with their configs, children and the way of their traffic.
 *
 * @param things each once, however many services share it
 */
public record Topology(List<Thing> things, List<Link> links) {
  public Topology {
    things = List.copyOf(things);
    links = List.copyOf(links);
  }

  public static Topology of(List<Plan> plans) {
    return new TopologyBuilder(plans).topology();
  }

  List<Thing> in(Zone zone) {
    return things.stream().filter(thing -> thing.zone() == zone).toList();
  }

  /** Those that have something in them. */
  List<Zone> zones() {
    return Arrays.stream(Zone.values()).filter(zone -> !in(zone).isEmpty()).toList();
  }

  /** What is in it, such as {@code configs: 2, services: 1}. */
  String summary() {
    return zones().stream()
        .map(zone -> zone.title().toLowerCase(Locale.ROOT) + ": " + in(zone).size())
        .collect(Collectors.joining(", "));
  }
}
