package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a pod asks for of extended resources, such as GPUs, and what the largest node has of them.
 */
record Room(ObjectNode pod, List<ObjectNode> nodes) {

  /** Empty when the pod asks for none, or no node may be read. */
  String text() {
    Map<String, BigInteger> asked = new TreeMap<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      container
          .path("resources")
          .path("limits")
          .properties()
          .forEach(
              limit -> {
                if (limit.getKey().contains("/")) {
                  asked.merge(limit.getKey(), number(limit.getValue()), BigInteger::add);
                }
              });
    }
    if (asked.isEmpty() || nodes.isEmpty()) {
      return "";
    }
    return asked.entrySet().stream()
        .map(
            one ->
                "it asks for %s %s, the largest node has %s"
                    .formatted(one.getValue(), one.getKey(), largest(one.getKey())))
        .collect(Collectors.joining("; ", "; ", ""));
  }

  private BigInteger largest(String resource) {
    return nodes.stream()
        .map(node -> number(node.path("status").path("allocatable").path(resource)))
        .reduce(BigInteger.ZERO, BigInteger::max);
  }

  private static BigInteger number(JsonNode amount) {
    try {
      return Quantity.parse(amount.asText("0")).getNumericalAmount().toBigInteger();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return BigInteger.ZERO; // no API server stores such an amount
    }
  }
}
