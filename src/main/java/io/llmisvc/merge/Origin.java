package io.llmisvc.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Where a value of the result came from.
 *
 * @param layer the highest layer that sets it
 * @param beaten what the layers below it had said, lowest first
 */
public record Origin(Path path, JsonNode value, String layer, List<Beaten> beaten) {
  public Origin {
    beaten = List.copyOf(beaten);
  }

  /** A value that a higher layer overrode, equal or not. */
  public record Beaten(String layer, JsonNode value) {}
}
