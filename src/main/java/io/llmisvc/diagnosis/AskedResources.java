package io.llmisvc.diagnosis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a pod asks for of extended resources, such as GPUs, beside what nodes have of them. */
record AskedResources(ObjectNode pod, Witness witness) {

  /** Empty when the pod asks for none, or no node may be read. */
  String text() {
    return amounts().entrySet().stream()
        .map(asked -> beside(asked.getKey(), asked.getValue()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining("; "));
  }

  private Optional<String> beside(String resource, BigDecimal amount) {
    return witness
        .room(resource)
        .map(
            room ->
                "it asks for %s %s, %s".formatted(amount.toPlainString(), resource, room.text()));
  }

  private Map<String, BigDecimal> amounts() {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    for (JsonNode container : pod.path("spec").path("containers")) {
      container
          .path("resources")
          .path("limits")
          .properties()
          .forEach(
              limit -> {
                if (limit.getKey().contains("/")) {
                  amounts.merge(limit.getKey(), number(limit.getValue()), BigDecimal::add);
                }
              });
    }
    return amounts;
  }

  private static BigDecimal number(JsonNode amount) {
    try {
      return Quantity.parse(amount.asText("0")).getNumericalAmount();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return BigDecimal.ZERO; // no API server stores such an amount
    }
  }
}
