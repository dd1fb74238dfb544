package io.llmisvc.model.facts;

import io.llmisvc.api.ObjectReference;
import java.util.Comparator;
import java.util.Set;

/**
 * A service of a routing group, as the others of the group see it.
 *
 * @param service its name; its namespace is that of the group
 * @param weight its share of the group's traffic, relative to the others; 0 to 1000000
 * @param ready whether its pods answer and its pool is accepted: what its own route is like does
 *     not count, because that changes with the group
 * @param backend what requests for it are sent to, in its namespace
 * @param models names of the model and its adapters; those who split traffic have the same
 */
public record GroupMember(
    String service,
    int weight,
    Phase phase,
    boolean ready,
    ObjectReference backend,
    Set<String> models) {
  /** The order in which members of a group are listed. */
  public static final Comparator<GroupMember> BY_NAME = Comparator.comparing(GroupMember::service);

  /** What its owner wants of it. */
  public enum Phase {
    RUNNING,
    STOPPED,
    /** It is being deleted, and nobody counts on it any more. */
    LEAVING
  }

  public GroupMember {
    models = Set.copyOf(models);
  }

  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  GroupMember withReady(boolean now) {
    return new GroupMember(service, weight, phase, now, backend, models);
  }

  GroupMember leaving() {
    return new GroupMember(service, weight, Phase.LEAVING, false, backend, models);
  }
}
