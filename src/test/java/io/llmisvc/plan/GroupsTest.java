package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.api.ObjectReference;
import io.llmisvc.model.facts.GroupFacts;
import io.llmisvc.model.facts.GroupMember;
import io.llmisvc.model.facts.GroupMembers;
import io.llmisvc.model.facts.GroupShares;
import io.llmisvc.model.facts.Membership;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final NamespacedName A = new NamespacedName("demo", "a");
  private static final NamespacedName B = new NamespacedName("demo", "b");
  private static final NamespacedName C = new NamespacedName("demo", "c");
  private static final NamespacedName ELSEWHERE = new NamespacedName("other", "d");

  private final Groups groups = Groups.live(Map::of);

  @Test
  void findsTheOthersOfAGroupInOneNamespace() {
    // Given
    note(C, "g", 1);
    note(A, "g", 1);
    note(B, "other", 1);
    note(ELSEWHERE, "g", 1);
    // When
    GroupFacts facts = groups.of(A);
    // Then
    assertThat(facts.siblings()).extracting(GroupMember::service).containsExactly("c");
    assertThat(facts.ready()).isFalse();
  }

  @Test
  void touchesTheOthersOfTheOldAndOfTheNewGroup() {
    // Given
    note(A, "g", 1);
    note(B, "h", 1);
    note(C, "g", 1);
    // When
    Set<NamespacedName> touched = note(C, "h", 1);
    // Then
    assertThat(touched).containsExactlyInAnyOrder(A, B);
  }

  @Test
  void touchesNobodyWhenNothingChanges() {
    // Given
    note(A, "g", 1);
    note(B, "g", 1);
    // When
    Set<NamespacedName> touched = note(B, "g", 1);
    // Then
    assertThat(touched).isEmpty();
    assertThat(groups.noteReady(B, false)).isEmpty();
    assertThat(groups.noteReady(C, true)).as("in no group").isEmpty();
  }

  @Test
  void touchesAlsoWhoBecomesReady() {
    // Given
    note(A, "g", 1);
    note(B, "g", 1);
    // When
    Set<NamespacedName> touched = groups.noteReady(B, true);
    // Then
    assertThat(touched).containsExactlyInAnyOrder(A, B);
    assertThat(groups.of(B).ready()).isTrue();
    assertThat(groups.of(A).siblings()).allMatch(GroupMember::ready);
  }

  @Test
  void touchesTheOthersOnceWhenOneGoes() {
    // Given
    note(A, "g", 1);
    note(B, "g", 1);
    // When
    Set<NamespacedName> leaving = groups.leave(B);
    Set<NamespacedName> again = groups.leave(B);
    Set<NamespacedName> gone = groups.note(B, null);
    // Then
    assertThat(leaving).containsExactly(A);
    assertThat(again).isEmpty();
    assertThat(gone).isEmpty();
    assertThat(groups.of(A).siblings()).isEmpty();
  }

  @Test
  void beginsWithWhatIsStoredAndBeginsAgain() {
    // Given
    Groups stored = Groups.live(() -> Map.of(A, member(A, "g", 1), B, member(B, "g", 1)));
    stored.note(B, member(B, "h", 1));
    // When
    stored.restart();
    // Then
    assertThat(stored.of(A).siblings()).extracting(GroupMember::service).containsExactly("b");
  }

  @Test
  void showsAllMembersOneListUntilOneChanges() {
    // Given
    note(B, "g", 1);
    note(A, "g", 1);
    GroupMembers seen = groups.of(A).members();
    GroupShares shares = seen.shares(Set.of("m"), "m");
    // When
    note(B, "g", 1);
    note(ELSEWHERE, "g", 1);
    // Then
    assertThat(groups.of(B).members()).isSameAs(seen);
    assertThat(groups.of(B).members().shares(Set.of("m"), "m")).isSameAs(shares);
    // When
    note(B, "g", 2);
    // Then
    assertThat(groups.of(A).members().all())
        .extracting(GroupMember::weight)
        .as("by name")
        .containsExactly(1, 2);
    assertThat(seen.all()).extracting(GroupMember::weight).containsExactly(1, 1);
  }

  private Set<NamespacedName> note(NamespacedName service, String group, int weight) {
    return groups.note(service, member(service, group, weight));
  }

  private static Membership member(NamespacedName service, String group, int weight) {
    return new Membership(
        group,
        new GroupMember(
            service.name(),
            weight,
            GroupMember.Phase.RUNNING,
            false,
            new ObjectReference("", "Service", service.name(), null),
            Set.of("m")));
  }
}
