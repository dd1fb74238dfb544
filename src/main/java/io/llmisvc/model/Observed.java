package io.llmisvc.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What the cluster holds after the plan was applied.
 *
 * @param children the live children by identity
 * @param failures what could not be written or removed, and why
 */
public record Observed(Map<ObjectKey, ObjectNode> children, List<Failure> failures) {
  public Observed {
    children = Map.copyOf(children);
    failures = List.copyOf(failures);
  }

  /**
   * @param role the child that could not be written or removed
   * @param reason UpperCamelCase
   * @param message one line without secrets
   */
  public record Failure(ChildRole role, ObjectKey key, String reason, String message) {}
}
