package io.llmisvc.capacity;

import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.NamespacedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What services ask for, and whether nodes have it.
 *
 * @param pods of all services, in the order of the plans
 * @param placements where they find room, for each moment; empty when there are no nodes
 * @param knowsDevices whether devices that pods claim were looked for; true when none are claimed
 * @param notes what was not looked at, each a clause for people
 */
public record Capacity(
    List<WorkloadPods> pods,
    List<NodeRoom> nodes,
    Map<Moment, Placement> placements,
    boolean knowsDevices,
    List<String> notes) {
  public Capacity {
    pods = List.copyOf(pods);
    nodes = List.copyOf(nodes);
    placements = Map.copyOf(placements);
    notes = List.copyOf(notes);
  }

  public static Capacity of(Collection<Plan> plans, Supply supply) {
    List<WorkloadPods> pods = Demand.of(plans, supply.drivers());
    Set<NamespacedName> services =
        plans.stream().map(plan -> plan.service().id()).collect(Collectors.toSet());
    List<NodeRoom> nodes = supply.nodes(services);
    List<String> notes = nodes.isEmpty() ? List.of() : Blindness.of(pods, supply);
    Map<Moment, Placement> placements = new EnumMap<>(Moment.class);
    if (!nodes.isEmpty()) {
      List<WorkloadPods> counted = counted(pods, supply);
      Packing packing = new Packing(nodes, counted);
      for (Moment moment : Moment.values()) {
        placements.put(moment, packing.place(counted, moment));
      }
    }
    boolean claims = pods.stream().anyMatch(WorkloadPods::claims);
    return new Capacity(pods, nodes, placements, supply.hasSlices() || !claims, notes);
  }

  /** Without devices when nobody says which ones there are. */
  private static List<WorkloadPods> counted(List<WorkloadPods> pods, Supply supply) {
    if (supply.hasSlices()) {
      return pods;
    }
    return pods.stream()
        .map(
            one ->
                new WorkloadPods(
                    one.service(),
                    one.child(),
                    one.part(),
                    one.needs().withoutDevices(),
                    one.counts()))
        .toList();
  }

  /** All that is asked for. */
  public Amounts total(Moment moment) {
    return sum(pods, moment);
  }

  public SortedMap<NamespacedName, Map<Moment, Amounts>> byService() {
    return by(WorkloadPods::service);
  }

  public SortedMap<String, Map<Moment, Amounts>> byNamespace() {
    return by(one -> one.service().namespace());
  }

  /** The nodes of each pool. */
  public SortedMap<String, List<NodeRoom>> pools() {
    return nodes.stream()
        .collect(Collectors.groupingBy(NodeRoom::pool, TreeMap::new, Collectors.toList()));
  }

  /** What the pods of a moment take of some nodes. */
  public Amounts used(List<NodeRoom> some, Moment moment) {
    Placement placement = placements.get(moment);
    return placement == null
        ? Amounts.NOTHING
        : some.stream()
            .map(node -> placement.used().getOrDefault(node.name(), Amounts.NOTHING))
            .reduce(Amounts.NOTHING, Amounts::plus);
  }

  private <K extends Comparable<K>> SortedMap<K, Map<Moment, Amounts>> by(
      Function<WorkloadPods, K> key) {
    SortedMap<K, Map<Moment, Amounts>> sums = new TreeMap<>();
    Map<K, List<WorkloadPods>> groups = new TreeMap<>();
    pods.forEach(one -> groups.computeIfAbsent(key.apply(one), any -> new ArrayList<>()).add(one));
    groups.forEach(
        (group, some) -> {
          Map<Moment, Amounts> sum = new EnumMap<>(Moment.class);
          for (Moment moment : Moment.values()) {
            sum.put(moment, sum(some, moment));
          }
          sums.put(group, sum);
        });
    return sums;
  }

  private static Amounts sum(List<WorkloadPods> some, Moment moment) {
    return some.stream().map(one -> one.total(moment)).reduce(Amounts.NOTHING, Amounts::plus);
  }
}
