package io.llmisvc.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.Child;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.FieldChange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one child.
 *
 * @param before absent where the child is new
 * @param after absent where the child goes; one of both is there
 */
public record PlannedChange(@Nullable Child before, @Nullable Child after) {
  /** What is done. */
  public enum Verb {
    CREATED,
    CHANGED,
    DELETED
  }

  public ObjectKey key() {
    return Objects.requireNonNull(after == null ? before : after).key();
  }

  public Verb verb() {
    if (before == null) {
      return Verb.CREATED;
    }
    return after == null ? Verb.DELETED : Verb.CHANGED;
  }

  /**
   * What differs in a child that is changed; everything of one that comes or goes is not listed.
   */
  public List<FieldChange> fields() {
    return before == null || after == null
        ? List.of()
        : FieldChange.between(before.object(), after.object());
  }

  /** Pods that are there before and after, and are made anew between: their template differs. */
  public long restarts() {
    if (before == null || after == null || templates(before).equals(templates(after))) {
      return 0;
    }
    return Math.min(pods(before), pods(after));
  }

  /** Pods that go with the child. */
  public long removals() {
    return verb() == Verb.DELETED ? pods(before) : 0;
  }

  private static long pods(@Nullable Child child) {
    if (child == null || templates(child).isEmpty()) {
      return 0;
    }
    JsonNode spec = child.object().path("spec");
    return spec.path("replicas").asLong(1)
        * Math.max(1, spec.at("/leaderWorkerTemplate/size").asLong(1));
  }

  private static List<JsonNode> templates(Child child) {
    return child.role().kind().podTemplates().stream().map(child.object()::at).toList();
  }
}
