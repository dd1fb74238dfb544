package io.llmisvc.model.router;

import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.Membership;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who shares the traffic of a routing group, as one of its members has it. All members that serve
 * the same models come to the same backends, because nothing decides that one of them sees alone.
 *
 * @param own what the member says of itself
 * @param members those that serve its models, itself and stopped ones included, by name
 * @param backends those of them that get requests, by name
 * @param divergent members of the group that serve other models, by name
 * @param leftOut those that would get requests, had a rule room for more backends, by name
 */
public record TrafficSplit(
    Membership own,
    List<GroupMember> members,
    List<GroupMember> backends,
    List<GroupMember> divergent,
    List<GroupMember> leftOut) {
  /** So many backends the Gateway API allows a rule. */
  public static final int MOST_BACKENDS = 16;

  private static final Comparator<GroupMember> BY_NAME = Comparator.comparing(GroupMember::service);
  private static final Comparator<GroupMember> HEAVIEST =
      Comparator.comparing(GroupMember::weight).reversed().thenComparing(BY_NAME);

  public TrafficSplit {
    members = List.copyOf(members);
    backends = List.copyOf(backends);
    divergent = List.copyOf(divergent);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * @param model name of the member's model, by which it knows stopped ones as its like
   */
  public static TrafficSplit of(Membership own, String model, GroupFacts group) {
    List<GroupMember> same = new ArrayList<>(List.of(own.member()));
    List<GroupMember> divergent = new ArrayList<>();
    for (GroupMember sibling : group.siblings()) {
      if (sibling.phase() != GroupMember.Phase.LEAVING) {
        (isLike(own.member(), model, sibling) ? same : divergent).add(sibling);
      }
    }
    List<GroupMember> able = able(same.stream().filter(GroupMember::isRunning).toList());
    List<GroupMember> heaviest = able.stream().sorted(HEAVIEST).toList();
    List<GroupMember> backends = heaviest.stream().limit(MOST_BACKENDS).sorted(BY_NAME).toList();
    return new TrafficSplit(
        own,
        same.stream()
            .filter(one -> one.equals(own.member()) || !one.isRunning() || backends.contains(one))
            .sorted(BY_NAME)
            .toList(),
        backends,
        divergent.stream().sorted(BY_NAME).toList(),
        heaviest.stream().skip(MOST_BACKENDS).sorted(BY_NAME).toList());
  }

  public String group() {
    return own.group();
  }

  /** True when the members get requests at all. */
  public boolean hasTraffic() {
    return backends.stream().anyMatch(one -> one.weight() > 0);
  }

  /** Why not all of the group share their traffic, in words. */
  public Optional<String> divergence() {
    if (divergent.isEmpty()) {
      return Optional.empty();
    }
    String models =
        Stream.concat(Stream.of(own.member()), divergent.stream())
            .map(one -> one.service() + " serves " + one.models().stream().sorted().toList())
            .collect(Collectors.joining(", "));
    return Optional.of(
        "members of routing group %s serve different models, so they share no traffic: %s"
            .formatted(group(), models));
  }

  /**
   * Those who are ready. When no share goes to them, all: nobody would be better served, and what
   * was asked for stays visible.
   */
  private static List<GroupMember> able(List<GroupMember> running) {
    List<GroupMember> ready = running.stream().filter(GroupMember::ready).toList();
    return ready.stream().anyMatch(one -> one.weight() > 0) ? ready : running;
  }

  private static boolean isLike(GroupMember own, String model, GroupMember other) {
    return other.isRunning() ? other.models().equals(own.models()) : other.models().contains(model);
  }
}
