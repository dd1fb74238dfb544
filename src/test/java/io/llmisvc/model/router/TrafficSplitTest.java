package io.llmisvc.model.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.ObjectReference;
import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupMember.Phase;
import io.llmisvc.model.facts.GroupMembers;
import io.llmisvc.model.facts.GroupShares;
import io.llmisvc.model.facts.Membership;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrafficSplitTest {
  private static final GroupMember OWN = member("b", 50, true);

  @Test
  void countsWhoIsReady() {
    // When
    TrafficSplit split = split(OWN, member("c", 50, true), member("a", 50, false));
    // Then
    assertThat(names(split.backends())).containsExactly("b", "c");
    assertThat(names(split.members())).containsExactly("b", "c");
  }

  @Test
  void leavesItselfOutWhenOthersCanAnswer() {
    // When
    TrafficSplit split = split(member("b", 50, false), member("c", 50, true));
    // Then
    assertThat(names(split.backends())).containsExactly("c");
    assertThat(names(split.members())).as("it is a member all the same").containsExactly("b", "c");
  }

  @Test
  void countsAllWhileNobodyWithAWeightIsReady() {
    // When
    TrafficSplit split = split(member("b", 50, false), member("c", 0, true));
    // Then
    assertThat(names(split.backends())).containsExactly("b", "c");
    assertThat(split.hasTraffic()).isTrue();
  }

  @Test
  void seesThatNobodyHasAWeight() {
    assertThat(split(member("b", 0, true), member("c", 0, true)).hasTraffic()).isFalse();
  }

  @Test
  void keepsStoppedOnesAsMembersOnly() {
    // Given
    GroupMember stopped = member("a", 10, Phase.STOPPED, false, Set.of("m", "adapter"));
    GroupMember other = member("z", 10, Phase.STOPPED, false, Set.of("n"));
    // When
    TrafficSplit split = split(OWN, stopped, other);
    // Then
    assertThat(names(split.backends())).containsExactly("b");
    assertThat(names(split.members())).containsExactly("a", "b");
    assertThat(names(split.divergent())).containsExactly("z");
  }

  @Test
  void ignoresWhoIsBeingDeleted() {
    // When
    TrafficSplit split = split(OWN, member("a", 10, Phase.LEAVING, true, Set.of("n")));
    // Then
    assertThat(names(split.members())).containsExactly("b");
    assertThat(split.divergence()).isEmpty();
  }

  @Test
  void tellsWhoServesOtherModels() {
    // When
    TrafficSplit split = split(OWN, member("a", 10, Phase.RUNNING, true, Set.of("m", "sql")));
    // Then
    assertThat(names(split.backends())).containsExactly("b");
    assertThat(split.divergence())
        .contains(
            "members of routing group g serve different models, so they share no traffic: b serves"
                + " [m], a serves [m, sql]");
  }

  @Test
  void leavesOutTheLightestWhereARuleHasNoRoom() {
    // Given
    GroupMember[] others =
        IntStream.range(0, 20)
            .mapToObj(i -> member("m%02d".formatted(i), i, true))
            .toArray(GroupMember[]::new);
    // When
    TrafficSplit split = split(OWN, others);
    // Then
    assertThat(split.backends()).hasSize(GroupShares.MOST_BACKENDS).contains(OWN);
    assertThat(names(split.leftOut())).containsExactly("m00", "m01", "m02", "m03", "m04");
  }

  @Test
  void goesByWhatTheMemberSaysNowAndNotByWhatItSaidLast() {
    // Given
    GroupMember before = member("b", 50, false);
    GroupMembers stored = GroupMembers.of(List.of(before, member("a", 50, true)));
    Membership now = new Membership("g", OWN);
    // When
    TrafficSplit split =
        TrafficSplit.of(now, "m", new GroupFacts(false, new Membership("g", before), stored));
    // Then
    assertThat(split.backends()).containsExactly(member("a", 50, true), OWN);
  }

  @Test
  void tellsOnlySomeOfMany() {
    // When
    TrafficSplit split =
        split(
            OWN,
            IntStream.range(0, 7)
                .mapToObj(i -> member("m" + i, 1, Phase.RUNNING, true, Set.of("n")))
                .toArray(GroupMember[]::new));
    // Then
    assertThat(split.divergence().orElseThrow()).endsWith("m4 serves [n] and 2 more");
  }

  private static TrafficSplit split(GroupMember own, GroupMember... siblings) {
    Membership membership = new Membership("g", own);
    return TrafficSplit.of(
        membership,
        "m",
        new GroupFacts(own.ready(), membership, GroupMembers.of(List.of(siblings))));
  }

  private static List<String> names(List<GroupMember> members) {
    return members.stream().map(GroupMember::service).toList();
  }

  private static GroupMember member(String name, int weight, boolean ready) {
    return member(name, weight, Phase.RUNNING, ready, Set.of("m"));
  }

  private static GroupMember member(
      String name, int weight, Phase phase, boolean ready, Set<String> models) {
    return new GroupMember(
        name, weight, phase, ready, new ObjectReference("", "Service", name, null), models);
  }
}
