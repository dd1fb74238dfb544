package io.llmisvc.model.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the routing group of a service.
 *
 * @param ready whether the service itself can be sent requests, see {@link GroupMember#ready}
 * @param own what the service said of itself last; absent when it is in no group
 * @param members all of its group, itself as it said last included
 */
public record GroupFacts(boolean ready, @Nullable Membership own, GroupMembers members) {
  /** A service that can be sent requests and has no siblings: the offline default. */
  public static GroupFacts alone() {
    return new GroupFacts(true, null, GroupMembers.of(List.of()));
  }

  /** The others of its group, by name; also those that are stopped or being deleted. */
  public List<GroupMember> siblings() {
    return own == null
        ? members.all()
        : members.all().stream()
            .filter(member -> !member.service().equals(own.member().service()))
            .toList();
  }

  /** Whether a plan with these facts holds with others: what it says itself is none to it. */
  public boolean isAlike(GroupFacts other) {
    return ready == other.ready
        && (members == other.members || siblings().equals(other.siblings()));
  }
}
