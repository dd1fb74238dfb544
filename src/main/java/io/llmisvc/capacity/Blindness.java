package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What pods ask for that is not looked at when they are put on nodes. */
final class Blindness {
  private Blindness() {}

  static List<String> of(List<WorkloadPods> pods, Supply supply) {
    List<String> notes = new ArrayList<>();
    Set<String> devices = new TreeSet<>();
    pods.forEach(
        one ->
            one.each().names().stream()
                .filter(name -> name.startsWith(Amounts.DEVICES))
                .map(name -> name.substring(Amounts.DEVICES.length()))
                .forEach(devices::add));
    if (!devices.isEmpty()) {
      notes.add(
          supply.hasSlices()
              ? "devices are counted by their driver; CEL selectors of claims and classes, and"
                  + " claims of other pods, are not looked at"
              : "no ResourceSlice is given, so devices are not looked at: "
                  + String.join(", ", devices));
    }
    add(notes, pods, "podAffinity", spec(affinity("podAffinity")));
    add(notes, pods, "podAntiAffinity", spec(affinity("podAntiAffinity")));
    add(notes, pods, "topologySpreadConstraints", spec(Blindness::spreads));
    add(notes, pods, "host ports", spec(Blindness::hasHostPort));
    add(notes, pods, "claims that are not by the operator", PodNeeds::claimsMore);
    if (!supply.hasPods()) {
      notes.add("no Pod is given, so nodes count as empty but for these services");
    }
    return notes;
  }

  private static void add(
      List<String> notes, List<WorkloadPods> pods, String what, Predicate<PodNeeds> asks) {
    Set<String> children = new TreeSet<>();
    pods.stream()
        .filter(one -> asks.test(one.needs()))
        .forEach(one -> children.add(one.child().toString()));
    if (!children.isEmpty()) {
      notes.add(what + " of " + String.join(", ", children) + " are not looked at");
    }
  }

  private static Predicate<PodNeeds> spec(Predicate<JsonNode> asks) {
    return needs -> asks.test(needs.spec());
  }

  private static Predicate<JsonNode> affinity(String kind) {
    return spec ->
        !spec.at("/affinity/" + kind + "/requiredDuringSchedulingIgnoredDuringExecution").isEmpty();
  }

  private static boolean spreads(JsonNode spec) {
    for (JsonNode one : spec.path("topologySpreadConstraints")) {
      if (one.path("whenUnsatisfiable").asText().equals("DoNotSchedule")) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasHostPort(JsonNode spec) {
    for (JsonNode container : spec.path("containers")) {
      for (JsonNode port : container.path("ports")) {
        if (port.path("hostPort").asInt() > 0 || spec.path("hostNetwork").asBoolean()) {
          return true;
        }
      }
    }
    return false;
  }
}
