package io.llmisvc.model.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.model.facts.Lookup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Of which namespaces a listener takes routes.
 *
 * @param rule {@code allowedRoutes.namespaces} of the listener; what it leaves out has its default
 */
public record AllowedNamespaces(JsonNode rule) {
  /** The API server gives it to every namespace, so it is known without asking. */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  /** Whether routes of a namespace are taken. */
  public enum Answer {
    YES,
    NO,
    /** The labels of the namespace are not known. */
    UNKNOWN
  }

  /**
   * @param own the namespace of the Gateway
   * @param namespace the namespace of the route
   * @param object the Namespace of the route, asked for only when its labels decide
   */
  public Answer allow(String own, String namespace, Supplier<Lookup> object) {
    return switch (from()) {
      case "All" -> Answer.YES;
      case "Same" -> answer(own.equals(namespace));
      case "Selector" -> selects(namespace, object);
      default -> Answer.NO;
    };
  }

  /** {@code routes of its own namespace only}, and the like. */
  @Override
  public String toString() {
    return switch (from()) {
      case "All" -> "routes of all namespaces";
      case "Same" -> "routes of its own namespace only";
      case "Selector" ->
          "routes of namespaces with "
              + requirements().stream()
                  .map(Requirement::toString)
                  .sorted()
                  .collect(Collectors.joining(" and "))
              + " only";
      default -> "no routes";
    };
  }

  private String from() {
    return rule.path("from").asText("Same");
  }

  private Answer selects(String namespace, Supplier<Lookup> object) {
    List<Requirement> requirements = requirements();
    Map<String, String> labels = new HashMap<>();
    if (!requirements.stream().allMatch(requirement -> requirement.key.equals(NAME_LABEL))) {
      Lookup lookup = object.get();
      if (lookup instanceof Lookup.Unknown) {
        return Answer.UNKNOWN;
      }
      lookup
          .found()
          .ifPresent(
              found ->
                  found
                      .at("/metadata/labels")
                      .properties()
                      .forEach(label -> labels.put(label.getKey(), label.getValue().asText())));
    }
    labels.put(NAME_LABEL, namespace);
    return answer(requirements.stream().allMatch(requirement -> requirement.isMetBy(labels)));
  }

  private List<Requirement> requirements() {
    JsonNode selector = rule.path("selector");
    List<Requirement> requirements = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(
            label ->
                requirements.add(
                    new Requirement(label.getKey(), "In", Set.of(label.getValue().asText()))));
    for (JsonNode expression : selector.path("matchExpressions")) {
      requirements.add(
          new Requirement(
              expression.path("key").asText(),
              expression.path("operator").asText(),
              StreamSupport.stream(expression.path("values").spliterator(), false)
                  .map(JsonNode::asText)
                  .collect(Collectors.toSet())));
    }
    return requirements;
  }

  private static Answer answer(boolean isAllowed) {
    return isAllowed ? Answer.YES : Answer.NO;
  }

  private record Requirement(String key, String operator, Set<String> values) {

    boolean isMetBy(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case "In" -> value != null && values.contains(value);
        case "NotIn" -> value == null || !values.contains(value);
        case "Exists" -> value != null;
        case "DoesNotExist" -> value == null;
        default -> false;
      };
    }

    @Override
    public String toString() {
      String all = String.join("|", new TreeSet<>(values));
      return switch (operator) {
        case "In" -> "label " + key + "=" + all;
        case "NotIn" -> "label " + key + " other than " + all;
        case "Exists" -> "label " + key;
        default -> "no label " + key;
      };
    }
  }
}
