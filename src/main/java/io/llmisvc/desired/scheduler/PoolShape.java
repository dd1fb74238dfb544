package io.llmisvc.desired.scheduler;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.llmisvc.api.router.InferencePoolSpec;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a pool is, whatever the API group spells it like.
 *
 * @param labels of the pods in the pool
 */
record PoolShape(
    Map<String, String> labels,
    List<Integer> ports,
    @Nullable String appProtocol,
    PickerRef picker) {
  /** What is spoken where nothing is said. */
  private static final String HTTP = "http";

  private static final String SERVICE = Kind.SERVICE.kind();
  private static final InferencePoolSpec.ExtensionRef MANAGED_PICKER =
      new InferencePoolSpec.ExtensionRef(null, null, SERVICE, null, null);

  record PickerRef(
      @Nullable String group,
      @Nullable String kind,
      String name,
      @Nullable Integer port,
      @Nullable String failureMode) {}

  static PoolShape of(EndpointPicker picker) {
    Optional<InferencePoolSpec> spec = picker.pool().spec();
    Map<String, String> labels = spec.map(InferencePoolSpec::matchLabels).orElse(Map.of());
    List<Integer> ports = spec.map(InferencePoolSpec::portNumbers).orElse(List.of());
    InferencePoolSpec.ExtensionRef given =
        spec.map(InferencePoolSpec::picker).orElse(MANAGED_PICKER);
    return new PoolShape(
        labels.isEmpty() ? Labels.workloadSelector(picker.service()) : labels,
        ports.isEmpty() ? List.of(Ports.MODEL_SERVER) : ports,
        spec.map(InferencePoolSpec::appProtocol).orElse(null),
        completed(given, ChildRole.SCHEDULER_SERVICE.name(picker.service())));
  }

  private static PickerRef completed(InferencePoolSpec.ExtensionRef ref, String defaultName) {
    String name = ref.name();
    Integer port = ref.portNumber();
    if (port == null || port == 0) {
      port = isService(ref.kind()) ? Ports.PICKER : null;
    }
    return new PickerRef(
        ref.group(),
        ref.kind(),
        name == null || name.isEmpty() ? defaultName : name,
        port,
        ref.failureMode());
  }

  private static boolean isService(@Nullable String kind) {
    return kind == null || kind.isEmpty() || SERVICE.equals(kind);
  }

  InferencePoolV1 v1() {
    PortNumber port = picker.port == null ? null : new PortNumber(picker.port);
    return new InferencePoolV1(
        new Selector(labels),
        ports.stream().map(PortNumber::new).toList(),
        appProtocol,
        new EndpointPickerRef(picker.group, picker.kind, picker.name, port, picker.failureMode));
  }

  /** What the older API cannot say of this pool, and what it says instead; empty when nothing. */
  String lostInV1alpha2() {
    List<String> lost = new ArrayList<>();
    if (ports.size() > 1) {
      lost.add(
          "targetPorts beyond the first (%d is used, not %s)"
              .formatted(
                  ports.getFirst(),
                  ports.stream().skip(1).map(String::valueOf).collect(Collectors.joining(", "))));
    }
    if (appProtocol != null && !appProtocol.equals(HTTP)) {
      lost.add("appProtocol (http is spoken, not " + appProtocol + ")");
    }
    return String.join(" and no ", lost);
  }

  /** The older API knows one port and no application protocol. */
  InferencePoolV1Alpha2 v1alpha2() {
    return new InferencePoolV1Alpha2(
        labels,
        ports.getFirst(),
        new ExtensionRef(picker.group, picker.kind, picker.name, picker.port, picker.failureMode));
  }

  @JsonAutoDetect
  record InferencePoolV1(
      Selector selector,
      List<PortNumber> targetPorts,
      @Nullable String appProtocol,
      EndpointPickerRef endpointPickerRef) {}

  @JsonAutoDetect
  record Selector(Map<String, String> matchLabels) {}

  @JsonAutoDetect
  record PortNumber(int number) {}

  @JsonAutoDetect
  record EndpointPickerRef(
      @Nullable String group,
      @Nullable String kind,
      String name,
      @Nullable PortNumber port,
      @Nullable String failureMode) {}

  @JsonAutoDetect
  record InferencePoolV1Alpha2(
      Map<String, String> selector, int targetPortNumber, ExtensionRef extensionRef) {}

  @JsonAutoDetect
  record ExtensionRef(
      @Nullable String group,
      @Nullable String kind,
      String name,
      @Nullable Integer portNumber,
      @Nullable String failureMode) {}
}
