package io.llmisvc.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Which nodes a pod may be put on, whatever room they have: the rules of Kubernetes' scheduler. */
final class NodeRules {
  private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  private NodeRules() {}

  /** Why the pod may not be on the node; empty when it may. */
  static Optional<String> obstacle(JsonNode pod, NodeRoom node) {
    String fixed = pod.path("nodeName").asText();
    if (!fixed.isEmpty() && !fixed.equals(node.name())) {
      return Optional.of("nodeName " + fixed);
    }
    return pod.path("nodeSelector").properties().stream()
        .filter(entry -> !entry.getValue().asText().equals(node.labels().get(entry.getKey())))
        .map(entry -> "nodeSelector " + entry.getKey() + "=" + entry.getValue().asText())
        .findFirst()
        .or(() -> affinity(pod, node))
        .or(() -> taint(pod, node));
  }

  private static Optional<String> affinity(JsonNode pod, NodeRoom node) {
    JsonNode required =
        pod.at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution");
    if (!required.isObject()) {
      return Optional.empty();
    }
    return stream(required.path("nodeSelectorTerms")).anyMatch(term -> matches(term, node))
        ? Optional.empty()
        : Optional.of("node affinity");
  }

  /** A term without a requirement matches nothing. */
  private static boolean matches(JsonNode term, NodeRoom node) {
    JsonNode labels = term.path("matchExpressions");
    JsonNode fields = term.path("matchFields");
    return !(labels.isEmpty() && fields.isEmpty())
        && stream(labels).allMatch(one -> holds(one, node.labels().get(key(one))))
        && stream(fields)
            .allMatch(one -> key(one).equals("metadata.name") && holds(one, node.name()));
  }

  private static String key(JsonNode requirement) {
    return requirement.path("key").asText();
  }

  private static boolean holds(JsonNode requirement, @Nullable String value) {
    JsonNode values = requirement.path("values");
    return switch (requirement.path("operator").asText()) {
      case "In" -> value != null && has(values, value);
      case "NotIn" -> value == null || !has(values, value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> value != null && compare(value, values) > 0;
      case "Lt" -> value != null && compare(value, values) < 0;
      default -> false;
    };
  }

  private static boolean has(JsonNode values, String value) {
    return stream(values).anyMatch(one -> one.asText().equals(value));
  }

  /** 0 for what are no numbers. */
  private static int compare(String value, JsonNode values) {
    String bound = values.path(0).asText();
    return Stream.of(value, bound).allMatch(text -> text.matches("-?\\d{1,18}"))
        ? new BigInteger(value).compareTo(new BigInteger(bound))
        : 0;
  }

  private static Optional<String> taint(JsonNode pod, NodeRoom node) {
    JsonNode tolerations = pod.path("tolerations");
    Optional<String> taint =
        stream(node.spec().path("taints"))
            .filter(one -> !one.path("effect").asText().equals("PreferNoSchedule"))
            .filter(one -> stream(tolerations).noneMatch(some -> tolerates(some, one)))
            .map(NodeRules::text)
            .findFirst();
    JsonNode cordon =
        JsonNodeFactory.instance.objectNode().put("key", UNSCHEDULABLE).put("effect", "NoSchedule");
    return taint.isPresent()
            || !node.spec().path("unschedulable").asBoolean()
            || stream(tolerations).anyMatch(some -> tolerates(some, cordon))
        ? taint
        : Optional.of("cordoned");
  }

  private static String text(JsonNode taint) {
    String value = taint.path("value").asText();
    return "taint "
        + key(taint)
        + (value.isEmpty() ? "" : "=" + value)
        + ":"
        + taint.path("effect").asText();
  }

  private static boolean tolerates(JsonNode toleration, JsonNode taint) {
    String effect = toleration.path("effect").asText();
    String key = key(toleration);
    boolean exists = toleration.path("operator").asText().equals("Exists");
    if (!effect.isEmpty() && !effect.equals(taint.path("effect").asText())) {
      return false;
    }
    if (key.isEmpty()) {
      return exists;
    }
    return key.equals(key(taint))
        && (exists || toleration.path("value").asText().equals(taint.path("value").asText()));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
