package io.llmisvc.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.model.facts.Claim;
import io.llmisvc.model.facts.Publication;
import io.llmisvc.model.facts.Publisher;
import io.llmisvc.model.facts.Rival;
import io.llmisvc.model.naming.NamespacedName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PublicationsTest {
  private static final NamespacedName A = new NamespacedName("demo", "a");
  private static final NamespacedName B = new NamespacedName("demo", "b");
  private static final NamespacedName C = new NamespacedName("demo", "c");

  private final Publications publications = new Publications(Map::of);

  @Test
  void answersWithTheOthersOfEachSharedName() {
    // Given
    publications.note(A, publication("x", "y", "alone"));
    publications.note(B, new Publication(Set.of("x"), "g"));
    publications.note(C, publication("x", "y", "elsewhere"));
    // When
    Map<String, Set<Publisher>> others = publications.others(A);
    // Then
    assertThat(others)
        .isEqualTo(
            Map.of(
                "x", Set.of(new Publisher("b", "g"), new Publisher("c", "")),
                "y", Set.of(new Publisher("c", ""))));
  }

  @Test
  void leavesOutItsOwnGroupAndNobodyBesideIt() {
    // Given
    NamespacedName elsewhere = new NamespacedName("demo2", "a");
    publications.note(A, taking("g", A));
    publications.note(B, taking("g", B));
    publications.note(C, taking("", C));
    NamespacedName before = new NamespacedName("demo", "z");
    NamespacedName behind = new NamespacedName("demo", "aa");
    publications.note(before, taking("f", before));
    publications.note(behind, taking("g1", behind));
    publications.note(elsewhere, taking("g", elsewhere));
    // When
    Map<String, Set<Publisher>> others = publications.others(A);
    Map<String, Set<Rival>> rivals = publications.rivals(A);
    // Then
    assertThat(others.get("x"))
        .extracting(Publisher::service)
        .containsExactlyInAnyOrder("c", "z", "aa");
    assertThat(rivals.get("place"))
        .extracting(Rival::service)
        .containsExactlyInAnyOrder(C, before, behind, elsewhere);
    assertThat(publications.rivals(C).get("place")).hasSize(5);
  }

  private static Publication taking(String group, NamespacedName route) {
    return new Publication(
        Set.of("x"), Set.of(new Claim("place", "", route, Claim.Title.ANYBODY)), group);
  }

  @Test
  void keepsNamespacesApart() {
    // Given
    publications.note(A, publication("x"));
    // When
    Set<NamespacedName> touched =
        publications.note(new NamespacedName("other", "a"), publication("x"));
    // Then
    assertThat(touched).isEmpty();
    assertThat(publications.others(A)).isEmpty();
  }

  @Test
  void touchesThoseWhoShareAnOldOrANewName() {
    // Given
    publications.note(A, publication("x"));
    publications.note(B, publication("y"));
    publications.note(C, publication("x"));
    // When
    Set<NamespacedName> touched = publications.note(C, publication("y"));
    // Then
    assertThat(touched).containsExactlyInAnyOrder(A, B);
    assertThat(publications.others(A)).isEmpty();
  }

  @Test
  void touchesNobodyWhenNothingChanges() {
    // Given
    publications.note(A, publication("x"));
    publications.note(B, publication("x"));
    // When
    Set<NamespacedName> touched = publications.note(B, publication("x"));
    // Then
    assertThat(touched).isEmpty();
  }

  @Test
  void touchesTheOthersWhenAServiceJoinsAGroup() {
    // Given
    publications.note(A, publication("x"));
    publications.note(B, publication("x"));
    // When
    Set<NamespacedName> touched = publications.note(B, new Publication(Set.of("x"), "g"));
    // Then
    assertThat(touched).containsExactly(A);
    assertThat(publications.others(A)).containsEntry("x", Set.of(new Publisher("b", "g")));
  }

  @Test
  void beginsWithWhatWasPublishedEarlier() {
    // Given
    Publications again =
        new Publications(() -> Map.of(A, publication("x"), B, publication("x", "y")));
    // When
    Set<NamespacedName> touched = again.note(A, publication("x"));
    // Then
    assertThat(touched).isEmpty();
    assertThat(again.others(A)).containsOnlyKeys("x");
  }

  private static Publication publication(String... models) {
    return new Publication(Set.of(models), "");
  }
}
