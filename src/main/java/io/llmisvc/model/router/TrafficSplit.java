package io.llmisvc.model.router;

import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupShares;
import io.llmisvc.model.facts.Membership;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private static final int TOLD = 5;

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
    GroupShares shares = group.members().with(own.member()).shares(own.member().models(), model);
    return new TrafficSplit(
        own,
        withOwn(own.member(), shares.members()),
        shares.backends(),
        shares.divergent(),
        shares.leftOut());
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
    return Optional.of(
        "members of routing group %s serve different models, so they share no traffic: %s, %s"
            .formatted(group(), models(own.member()), told(divergent, TrafficSplit::models)));
  }

  /** Who gets no traffic because a rule has no room for more backends, in words. */
  public Optional<String> excess() {
    return leftOut.isEmpty() ? Optional.empty() : Optional.of(told(leftOut, GroupMember::service));
  }

  private static String models(GroupMember member) {
    return member.service() + " serves " + member.models().stream().sorted().toList();
  }

  private static String told(List<GroupMember> members, Function<GroupMember, String> text) {
    String first = members.stream().limit(TOLD).map(text).collect(Collectors.joining(", "));
    return members.size() > TOLD ? first + " and " + (members.size() - TOLD) + " more" : first;
  }

  /** A member that gets no requests is one all the same, to itself. */
  private static List<GroupMember> withOwn(GroupMember own, List<GroupMember> members) {
    return members.contains(own)
        ? members
        : Stream.concat(Stream.of(own), members.stream()).sorted(GroupMember.BY_NAME).toList();
  }
}
