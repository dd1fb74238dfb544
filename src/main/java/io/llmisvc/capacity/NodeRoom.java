package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A node, and what it has.
 *
 * @param pool name of the node pool; empty when its labels name none
 * @param room what pods may use, those that are there included
 * @param free what is left beside pods that are there and not of the services in question
 */
public record NodeRoom(
    String name,
    String pool,
    Map<String, String> labels,
    JsonNode spec,
    Amounts room,
    Amounts free) {
  public NodeRoom {
    labels = Map.copyOf(labels);
  }
}
