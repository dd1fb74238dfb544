package io.llmisvc.capacity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts pods on nodes, the largest first, each where it leaves the least. To find the best packing
 * takes too long for any number of nodes; what this finds is one, so what it says fits does.
 */
final class Packing {
  private static final Comparator<WorkloadPods> LARGEST =
      Comparator.comparing((WorkloadPods pods) -> extended(pods.each()))
          .thenComparing(pods -> pods.each().get(Amounts.MEMORY))
          .thenComparing(pods -> pods.each().get(Amounts.CPU))
          .reversed();

  private final List<NodeRoom> nodes;
  private final Map<WorkloadPods, List<NodeRoom>> admitted = new IdentityHashMap<>();

  /**
   * @param pods all that will be put on these nodes
   */
  Packing(List<NodeRoom> nodes, List<WorkloadPods> pods) {
    this.nodes = nodes;
    pods.forEach(one -> admitted.put(one, admitted(one)));
  }

  /** The first of two orders that leaves no pod over, else the one that leaves fewer. */
  Placement place(List<WorkloadPods> pods, Moment moment) {
    List<WorkloadPods> some = pods.stream().filter(one -> one.count(moment) > 0).toList();
    Comparator<WorkloadPods> choosiest = Comparator.comparing(one -> admittedTo(one).size());
    Placement first = place(some.stream().sorted(LARGEST).toList(), moment, free());
    if (first.fits()) {
      return first;
    }
    Placement second =
        place(some.stream().sorted(choosiest.thenComparing(LARGEST)).toList(), moment, free());
    return second.left() < first.left() ? second : first;
  }

  private Placement place(List<WorkloadPods> ordered, Moment moment, Map<String, Amounts> free) {
    Map<String, Amounts> used = new HashMap<>();
    List<Unplaced> unplaced = new ArrayList<>();
    Map<WorkloadPods, Long> left = new LinkedHashMap<>();
    for (WorkloadPods pods : ordered) {
      long still = pods.count(moment);
      for (NodeRoom node : tightest(pods, free)) {
        long here =
            Math.min(still, free.getOrDefault(node.name(), Amounts.NOTHING).holds(pods.each()));
        if (here > 0) {
          Amounts taken = pods.each().times(here);
          free.merge(node.name(), taken, Amounts::minus);
          used.merge(node.name(), taken, Amounts::plus);
          still -= here;
        }
      }
      if (still > 0) {
        left.put(pods, still);
      }
    }
    left.forEach((pods, count) -> unplaced.add(unplaced(pods, count, free)));
    return new Placement(used, unplaced);
  }

  /**
   * First those with the least of what the pod does not ask for, then those with the least left.
   */
  private List<NodeRoom> tightest(WorkloadPods pods, Map<String, Amounts> free) {
    record Candidate(NodeRoom node, BigDecimal wasted, BigDecimal left) {}

    return admittedTo(pods).stream()
        .map(
            node -> {
              Amounts room =
                  free.getOrDefault(node.name(), Amounts.NOTHING).only(Amounts::isExtended);
              Amounts asked = room.only(pods.each().names()::contains);
              return new Candidate(node, extended(room.minus(asked)), extended(asked));
            })
        .sorted(Comparator.comparing(Candidate::wasted).thenComparing(Candidate::left))
        .map(Candidate::node)
        .toList();
  }

  private Unplaced unplaced(WorkloadPods pods, long count, Map<String, Amounts> free) {
    List<NodeRoom> may = admittedTo(pods);
    Amounts each = pods.each();
    if (may.isEmpty()) {
      return new Unplaced(
          pods, count, Unplaced.Reason.NO_NODE, telling(each).times(count), obstacles(pods));
    }
    Amounts largest = may.stream().map(NodeRoom::room).reduce(Amounts.NOTHING, Amounts::most);
    Amounts tooLarge = each.only(name -> largest.get(name).compareTo(each.get(name)) < 0);
    if (!tooLarge.isNothing()) {
      return new Unplaced(pods, count, Unplaced.Reason.TOO_LARGE, tooLarge.times(count), "");
    }
    Amounts left =
        may.stream()
            .map(node -> free.getOrDefault(node.name(), Amounts.NOTHING))
            .reduce(Amounts.NOTHING, Amounts::plus);
    Amounts all = each.times(count);
    Amounts missing = all.only(name -> left.get(name).compareTo(all.get(name)) < 0);
    Unplaced.Reason reason =
        missing.isNothing() ? Unplaced.Reason.SCATTERED : Unplaced.Reason.SHORT;
    return new Unplaced(pods, count, reason, missing, "");
  }

  /** Of what a pod asks for, what it is known by: its accelerators, else all. */
  private static Amounts telling(Amounts each) {
    Amounts accelerators = each.only(Amounts::isExtended);
    return accelerators.isNothing() ? each : accelerators;
  }

  /** Each rule with the number of nodes that it shuts. */
  private String obstacles(WorkloadPods pods) {
    Map<String, Long> rules =
        nodes.stream()
            .map(node -> NodeRules.obstacle(pods.needs().spec(), node))
            .flatMap(Optional::stream)
            .collect(Collectors.groupingBy(rule -> rule, TreeMap::new, Collectors.counting()));
    return rules.entrySet().stream()
        .map(rule -> "%s (%d of %d nodes)".formatted(rule.getKey(), rule.getValue(), nodes.size()))
        .collect(Collectors.joining(", "));
  }

  private List<NodeRoom> admitted(WorkloadPods pods) {
    return nodes.stream()
        .filter(node -> NodeRules.obstacle(pods.needs().spec(), node).isEmpty())
        .toList();
  }

  private List<NodeRoom> admittedTo(WorkloadPods pods) {
    return admitted.getOrDefault(pods, List.of());
  }

  private Map<String, Amounts> free() {
    Map<String, Amounts> free = new HashMap<>();
    nodes.forEach(node -> free.put(node.name(), node.free()));
    return free;
  }

  private static BigDecimal extended(Amounts amounts) {
    return amounts.only(Amounts::isExtended).of().values().stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
