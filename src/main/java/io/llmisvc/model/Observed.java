package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.facts.Reference;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the cluster holds after the plan was applied.
 *
 * @param children the live children by identity
 * @param failures what could not be written or removed, and why
 * @param unread what could not be read, so that the stage was not acted upon
 */
public record Observed(
    Map<ObjectKey, ObjectNode> children,
    List<Failure> failures,
    Map<Stage, Set<Reference>> unread) {
  public Observed {
    children = Map.copyOf(children);
    failures = List.copyOf(failures);
    unread = Map.copyOf(unread);
  }

  /** What the cluster holds when all that the plan asked about could be read. */
  public Observed(Map<ObjectKey, ObjectNode> children, List<Failure> failures) {
    this(children, failures, Map.of());
  }

  /**
   * @param role the child that could not be written or removed
   * @param reason UpperCamelCase
   * @param message one line without secrets
   */
  public record Failure(ChildRole role, ObjectKey key, String reason, String message) {}
}
