package io.llmisvc.model;

import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Devices that a service asks for by annotations, for each of its pods: dynamic resource
 * allocation.
 *
 * @param deviceClass name of a DeviceClass
 * @param count at least 1
 * @param selectors CEL expressions that all hold for a device
 * @param container that gets the devices; empty for the first one of a pod
 */
public record DeviceRequest(
    String deviceClass, int count, List<String> selectors, String container) {
  public static final String CLASS = ServiceMeta.DEVICES + "device-class";
  public static final String COUNT = ServiceMeta.DEVICES + "device-count";
  public static final String SELECTORS = ServiceMeta.DEVICES + "cel-selector";
  public static final String CONTAINER = ServiceMeta.DEVICES + "container-name";

  /** By which pods and containers name their claim. */
  public static final String CLAIM = "managed-device";

  public DeviceRequest {
    selectors = List.copyOf(selectors);
  }

  /** Empty when none are asked for, and when the annotations are invalid. */
  public static Optional<DeviceRequest> of(ServiceMeta service) {
    Map<String, String> annotations = service.annotations();
    String deviceClass = annotations.getOrDefault(CLASS, "").trim();
    int count = count(annotations.getOrDefault(COUNT, ""));
    return deviceClass.isEmpty() || count < 1
        ? Optional.empty()
        : Optional.of(
            new DeviceRequest(
                deviceClass,
                count,
                annotations
                    .getOrDefault(SELECTORS, "")
                    .lines()
                    .map(String::trim)
                    .filter(line -> !line.isEmpty())
                    .toList(),
                annotations.getOrDefault(CONTAINER, "").trim()));
  }

  /** 1 for a blank text, 0 for one that is no number. */
  public static int count(String text) {
    try {
      return text.isBlank() ? 1 : Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
