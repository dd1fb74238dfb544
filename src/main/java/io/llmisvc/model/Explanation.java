package io.llmisvc.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.finding.Finding;
import java.util.List;

/**
 * Where each value of the effective spec came from.
 *
 * @param layers what was merged, lowest precedence first
 */
public record Explanation(List<Entry> entries, List<Said> layers, List<Finding> findings) {
  public Explanation {
    entries = List.copyOf(entries);
    layers = List.copyOf(layers);
    findings = List.copyOf(findings);
  }

  /**
   * @param path the value's place, from {@code spec}
   * @param steps the same, step by step
   * @param value after expansion
   * @param source the layer that set it
   * @param beaten what lower layers had said, lowest first
   */
  public record Entry(
      String path, List<String> steps, JsonNode value, Source source, List<Beaten> beaten) {
    public Entry {
      steps = List.copyOf(steps);
      beaten = List.copyOf(beaten);
    }
  }

  public record Beaten(JsonNode value, Source source) {}

  /** What one layer says, before it is merged with others; templates are not expanded. */
  public record Said(Source source, List<Value> values) {
    public Said {
      values = List.copyOf(values);
    }
  }

  /**
   * @param path as that of an entry
   */
  public record Value(String path, List<String> steps, JsonNode value) {
    public Value {
      steps = List.copyOf(steps);
    }
  }

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
