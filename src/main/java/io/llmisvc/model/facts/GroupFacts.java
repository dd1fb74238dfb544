package io.llmisvc.model.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the routing group of a service.
 *
 * @param ready whether the service itself can be sent requests, see {@link GroupMember#ready}
 * @param own what the service said of itself last; absent when it is in no group
 * @param siblings the others of its group, by name; also those that are stopped or being deleted
 */
public record GroupFacts(boolean ready, @Nullable Membership own, List<GroupMember> siblings) {
  /** A service that can be sent requests and has no siblings: the offline default. */
  public static final GroupFacts ALONE = new GroupFacts(true, null, List.of());

  public GroupFacts {
    siblings = List.copyOf(siblings);
  }

  /** Whether a plan with these facts holds with others: what it says itself is none to it. */
  public boolean isAlike(GroupFacts other) {
    return ready == other.ready && siblings.equals(other.siblings);
  }
}
