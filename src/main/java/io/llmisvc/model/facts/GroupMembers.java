package io.llmisvc.model.facts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a routing group, by name; also those that are stopped or being deleted. Immutable,
 * and shared by all of the group: who gets its traffic is worked out once, so that a pass of one
 * member costs the same however many there are. Thread-safe.
 */
public final class GroupMembers {
  private final List<GroupMember> all;
  private final Map<Models, GroupShares> shares = new HashMap<>();

  /** What decides who is like a member: all its names, and that of its model alone. */
  private record Models(Set<String> names, String model) {}

  private GroupMembers(List<GroupMember> all) {
    this.all = all;
  }

  /** Members in any order, each once; none at all of a service that is in no group. */
  public static GroupMembers of(Collection<GroupMember> members) {
    return new GroupMembers(members.stream().sorted(GroupMember.BY_NAME).toList());
  }

  /** All of them, by name. */
  public List<GroupMember> all() {
    return all;
  }

  /** The same where the member is as it says now; itself when that is nothing new. */
  public GroupMembers with(GroupMember now) {
    if (now.equals(find(now.service()))) {
      return this;
    }
    List<GroupMember> members = new ArrayList<>(all);
    members.removeIf(member -> member.service().equals(now.service()));
    members.add(now);
    return of(members);
  }

  /**
   * Who shares the traffic of those that serve the same models.
   *
   * @param names of the model and its adapters; those that run have the same
   * @param model name of the model alone, by which stopped ones are known
   */
  public synchronized GroupShares shares(Set<String> names, String model) {
    return shares.computeIfAbsent(
        new Models(names, model), key -> GroupShares.of(all, key.names, model));
  }

  private @Nullable GroupMember find(String service) {
    int low = 0;
    int high = all.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = all.get(middle).service().compareTo(service);
      if (order == 0) {
        return all.get(middle);
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof GroupMembers members && all.equals(members.all));
  }

  @Override
  public int hashCode() {
    return all.hashCode();
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
