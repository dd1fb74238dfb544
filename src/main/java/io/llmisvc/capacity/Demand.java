package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pods that plans ask for. */
final class Demand {
  private final Map<String, String> drivers;
  private final List<WorkloadPods> pods = new ArrayList<>();

  private Demand(Map<String, String> drivers) {
    this.drivers = drivers;
  }

  /**
   * @param drivers whose devices a class of devices has, where it is known
   */
  static List<WorkloadPods> of(Collection<Plan> plans, Map<String, String> drivers) {
    Demand demand = new Demand(drivers);
    plans.forEach(demand::add);
    return List.copyOf(demand.pods);
  }

  private void add(Plan plan) {
    Map<String, Amounts> claims = claims(plan);
    for (Child child : plan.children()) {
      Map<Moment, Long> replicas =
          child.role().kind().isScalable() ? Replicas.of(child, plan) : Map.of();
      if (child.role().kind() == Kind.LEADER_WORKER_SET) {
        addGroups(plan, child, replicas, claims);
      } else if (!replicas.isEmpty()) {
        add(plan, child, "", child.object().at("/spec/template/spec"), replicas, claims);
      }
    }
  }

  private void addGroups(
      Plan plan, Child child, Map<Moment, Long> replicas, Map<String, Amounts> claims) {
    JsonNode group = child.object().at("/spec/leaderWorkerTemplate");
    long size = Math.max(1, group.path("size").asLong(1));
    JsonNode worker = group.at("/workerTemplate/spec");
    JsonNode leader = group.at("/leaderTemplate/spec");
    if (leader.isMissingNode()) {
      add(plan, child, "", worker, times(replicas, size), claims);
      return;
    }
    add(plan, child, "leader", leader, replicas, claims);
    if (size > 1) {
      add(plan, child, "worker", worker, times(replicas, size - 1), claims);
    }
  }

  private void add(
      Plan plan,
      Child child,
      String part,
      JsonNode spec,
      Map<Moment, Long> counts,
      Map<String, Amounts> claims) {
    pods.add(
        new WorkloadPods(
            plan.service().id(), child.key(), part, PodNeeds.of(spec, claims), counts));
  }

  private static Map<Moment, Long> times(Map<Moment, Long> replicas, long factor) {
    Map<Moment, Long> product = new HashMap<>();
    replicas.forEach((moment, number) -> product.put(moment, number * factor));
    return product;
  }

  private Map<String, Amounts> claims(Plan plan) {
    Map<String, Amounts> claims = new HashMap<>();
    plan.child(ChildRole.RESOURCE_CLAIM_TEMPLATE)
        .ifPresent(child -> claims.put(child.key().name(), devices(child.object())));
    return claims;
  }

  private Amounts devices(JsonNode template) {
    TreeMap<String, BigDecimal> devices = new TreeMap<>();
    for (JsonNode request : template.at("/spec/spec/devices/requests")) {
      JsonNode exactly = request.path("exactly");
      String type = exactly.path("deviceClassName").asText();
      devices.merge(
          Amounts.DEVICES + drivers.getOrDefault(type, type),
          BigDecimal.valueOf(exactly.path("count").asLong(1)),
          BigDecimal::add);
    }
    return new Amounts(devices);
  }
}
