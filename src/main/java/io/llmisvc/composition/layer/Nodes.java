package io.llmisvc.composition.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reading trees whose shape nobody has checked yet. */
public final class Nodes {
  private Nodes() {}

  /** The elements of a list that are objects; none when it is not a list. */
  public static Stream<ObjectNode> objects(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }

  /** True for a value that says something: not missing, not null, not an empty container. */
  public static boolean says(JsonNode node) {
    return !node.isMissingNode() && !node.isNull() && !(node.isContainerNode() && node.isEmpty());
  }
}
