package io.llmisvc.capacity;

import java.util.List;
import java.util.Map;

/**
 * Where the pods of a moment found room.
 *
 * @param used what they take of each node, by its name; nodes that none is on are left out
 * @param unplaced those that found none
 */
public record Placement(Map<String, Amounts> used, List<Unplaced> unplaced) {
  public Placement {
    used = Map.copyOf(used);
    unplaced = List.copyOf(unplaced);
  }

  /** True when every pod has a node. */
  public boolean fits() {
    return unplaced.isEmpty();
  }

  /** What there is too little of; nothing when all fits, and when room is only scattered. */
  public Amounts missing() {
    return unplaced.stream().map(Unplaced::missing).reduce(Amounts.NOTHING, Amounts::plus);
  }

  /** How many pods found no node. */
  public long left() {
    return unplaced.stream().mapToLong(Unplaced::count).sum();
  }
}
