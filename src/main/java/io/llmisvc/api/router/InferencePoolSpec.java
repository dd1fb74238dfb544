package io.llmisvc.api.router;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.llmisvc.api.Copy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An InferencePool in the shape of either version of its API; a field may be given in one shape or
 * the other.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record InferencePoolSpec(
    @PreserveUnknownFields
        @JsonPropertyDescription(
            "Labels of the pods in the pool, as a plain map or under `matchLabels`. Replaces "
                + "the labels of the managed workload when given.")
        @Nullable JsonNode selector,
    @JsonPropertyDescription(
            "Ports of the pods, at most 8, distinct. Defaults to the port of the model "
                + "server.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<PortNumber> targetPorts,
    @JsonPropertyDescription("Port of the pods; short for one entry of `targetPorts`.")
        @Nullable Integer targetPort,
    @JsonPropertyDescription("Port of the pods; short for one entry of `targetPorts`.")
        @Nullable Integer targetPortNumber,
    @JsonPropertyDescription(
            "Protocol of the pods: `http` or `kubernetes.io/h2c`. Defaults to `http`.")
        @Nullable String appProtocol,
    @JsonPropertyDescription("The endpoint picker. Defaults to the managed one.")
        @Nullable EndpointPickerRef endpointPickerRef,
    @JsonPropertyDescription(
            "The endpoint picker, in the older shape. Defaults to the managed one.")
        @Nullable ExtensionRef extensionRef) {
  public InferencePoolSpec {
    targetPorts = Copy.list(targetPorts);
  }

  /** The selector as labels, whichever shape it has; values that are not text are left out. */
  public Map<String, String> matchLabels() {
    if (selector == null) {
      return Map.of();
    }
    JsonNode labels =
        selector.path("matchLabels").isObject() ? selector.path("matchLabels") : selector;
    Map<String, String> result = new LinkedHashMap<>();
    labels.properties().stream()
        .filter(e -> e.getValue().isTextual())
        .forEach(e -> result.put(e.getKey(), e.getValue().textValue()));
    return Copy.map(result);
  }

  /** The ports of the pods, whichever field they were given in; empty when none was. */
  public List<Integer> portNumbers() {
    if (!targetPorts.isEmpty()) {
      return Copy.list(targetPorts.stream().map(PortNumber::number).toList());
    }
    Integer single = targetPort != null ? targetPort : targetPortNumber;
    return single == null ? List.of() : List.of(single);
  }

  /** The endpoint picker, whichever shape it has; absent when none was given. */
  public @Nullable ExtensionRef picker() {
    if (endpointPickerRef == null) {
      return extensionRef;
    }
    PortNumber port = endpointPickerRef.port();
    return new ExtensionRef(
        endpointPickerRef.name(),
        endpointPickerRef.group(),
        endpointPickerRef.kind(),
        port == null ? null : port.number(),
        endpointPickerRef.failureMode());
  }

  /** One port. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PortNumber(
      @JsonPropertyDescription("Port, 1 to 65535.") @Nullable Integer number) {}

  /** An endpoint picker, as version v1 names it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record EndpointPickerRef(
      @JsonPropertyDescription("Name of the picker's Service.") @Nullable String name,
      @JsonPropertyDescription("API group of the picker. Defaults to the core group.")
          @Nullable String group,
      @JsonPropertyDescription("Kind of the picker. Defaults to `Service`.") @Nullable String kind,
      @JsonPropertyDescription("gRPC port of the picker. Defaults to 9002 for a Service.")
          @Nullable PortNumber port,
      @JsonPropertyDescription(
              "What happens to requests when the picker is down: `FailOpen` or `FailClose`. "
                  + "Defaults to `FailClose`.")
          @Nullable String failureMode) {}

  /** An endpoint picker, as version v1alpha2 names it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ExtensionRef(
      @JsonPropertyDescription("Name of the picker's Service.") @Nullable String name,
      @JsonPropertyDescription("API group of the picker. Defaults to the core group.")
          @Nullable String group,
      @JsonPropertyDescription("Kind of the picker. Defaults to `Service`.") @Nullable String kind,
      @JsonPropertyDescription("gRPC port of the picker. Defaults to 9002 for a Service.")
          @Nullable Integer portNumber,
      @JsonPropertyDescription(
              "What happens to requests when the picker is down: `FailOpen` or `FailClose`. "
                  + "Defaults to `FailClose`.")
          @Nullable String failureMode) {}
}
