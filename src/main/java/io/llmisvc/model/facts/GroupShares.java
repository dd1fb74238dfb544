package io.llmisvc.model.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * How a routing group splits the traffic of one set of models.
 *
 * @param members those that serve the models, stopped ones included, by name
 * @param backends those of them that get requests, by name
 * @param divergent members of the group that serve other models, by name
 * @param leftOut those that would get requests, had a rule room for more backends, by name
 */
public record GroupShares(
    List<GroupMember> members,
    List<GroupMember> backends,
    List<GroupMember> divergent,
    List<GroupMember> leftOut) {
  /** So many backends the Gateway API allows a rule. */
  public static final int MOST_BACKENDS = 16;

  private static final Comparator<GroupMember> HEAVIEST =
      Comparator.comparing(GroupMember::weight).reversed().thenComparing(GroupMember.BY_NAME);

  public GroupShares {
    members = List.copyOf(members);
    backends = List.copyOf(backends);
    divergent = List.copyOf(divergent);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * @param all of the group, by name
   */
  static GroupShares of(List<GroupMember> all, Set<String> names, String model) {
    List<GroupMember> same = new ArrayList<>();
    List<GroupMember> divergent = new ArrayList<>();
    for (GroupMember member : all) {
      if (member.phase() != GroupMember.Phase.LEAVING) {
        (isLike(member, names, model) ? same : divergent).add(member);
      }
    }
    List<GroupMember> heaviest =
        able(same.stream().filter(GroupMember::isRunning).toList()).stream()
            .sorted(HEAVIEST)
            .toList();
    List<GroupMember> backends =
        heaviest.stream().limit(MOST_BACKENDS).sorted(GroupMember.BY_NAME).toList();
    return new GroupShares(
        same.stream().filter(one -> !one.isRunning() || backends.contains(one)).toList(),
        backends,
        divergent,
        heaviest.stream().skip(MOST_BACKENDS).sorted(GroupMember.BY_NAME).toList());
  }

  /**
   * Those who are ready. When no share goes to them, all: nobody would be better served, and what
   * was asked for stays visible.
   */
  private static List<GroupMember> able(List<GroupMember> running) {
    List<GroupMember> ready = running.stream().filter(GroupMember::ready).toList();
    return ready.stream().anyMatch(one -> one.weight() > 0) ? ready : running;
  }

  private static boolean isLike(GroupMember member, Set<String> names, String model) {
    return member.isRunning() ? member.models().equals(names) : member.models().contains(model);
  }
}
