package io.llmisvc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What each value of a child rests on.
 *
 * @param values those that were asked for, in the order of the child
 */
public record ChildExplanation(Child child, List<ChildValue> values) {
  public ChildExplanation {
    values = List.copyOf(values);
  }

  /**
   * @param steps the value's place in the child
   * @param causes what it changes with; none for what the operator says of every such child
   */
  public record ChildValue(List<String> steps, JsonNode value, List<Cause> causes) {
    public ChildValue {
      steps = List.copyOf(steps);
      causes = List.copyOf(causes);
    }

    /** The places whose value this one is, whatever it is. */
    public List<Cause> copies() {
      return causes.stream().filter(Cause::isCopy).toList();
    }
  }

  /**
   * A field that the value changes with.
   *
   * @param steps its place: in the effective spec, in the metadata of the service, or in the
   *     operator's ConfigMap
   * @param source who set it
   * @param isCopy whether the value is what stands there, before and after a change
   */
  public record Cause(List<String> steps, Explanation.Source source, boolean isCopy) {
    public Cause {
      steps = List.copyOf(steps);
    }
  }
}
