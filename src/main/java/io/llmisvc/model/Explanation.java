package io.llmisvc.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.finding.Finding;
import java.util.List;

/** Where each value of the effective spec came from. */
public record Explanation(List<Entry> entries, List<Finding> findings) {
  public Explanation {
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }

  /**
   * @param path the value's place, from {@code spec}
   * @param value after expansion
   * @param source the layer that set it
   * @param beaten what lower layers had said, lowest first
   */
  public record Entry(String path, JsonNode value, Source source, List<Beaten> beaten) {
    public Entry {
      beaten = List.copyOf(beaten);
    }
  }

  public record Beaten(JsonNode value, Source source) {}

  /**
   * Kinds of layers, lowest precedence first; {@code OPERATOR} values are derived after the merge.
   */
  public enum Layer {
    PRESET,
    BASE_REF,
    SERVICE,
    OPERATOR
  }

  /**
   * @param namespace empty for {@code OPERATOR}
   * @param name of the config or the service; for {@code OPERATOR} the rule that derived the value
   */
  public record Source(Layer layer, String namespace, String name) {}
}
