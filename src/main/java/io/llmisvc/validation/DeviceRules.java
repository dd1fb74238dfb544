package io.llmisvc.validation;

import io.llmisvc.model.DeviceRequest;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Annotations that ask for managed devices; at {@code metadata.annotations}. */
final class DeviceRules {

  private static final List<String> OTHERS =
      List.of(DeviceRequest.COUNT, DeviceRequest.SELECTORS, DeviceRequest.CONTAINER);

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  static final List<Rule<ServiceMeta>> ALL =
      List.of(
          Rule.required(
              at(DeviceRequest.CLASS),
              service ->
                  value(service, DeviceRequest.CLASS) == null
                      && OTHERS.stream().anyMatch(service.annotations()::containsKey),
              "is required by the other device annotations; add it, or remove them"),
          Rule.error(
              at(DeviceRequest.CLASS),
              has(DeviceRequest.CLASS, value -> !isName(value, SUBDOMAIN, 253)),
              "must be the name of a DeviceClass"),
          Rule.error(
              at(DeviceRequest.COUNT),
              has(DeviceRequest.COUNT, value -> DeviceRequest.count(value) < 1),
              "must be a whole number of 1 or more"),
          Rule.error(
              at(DeviceRequest.SELECTORS),
              has(DeviceRequest.SELECTORS, String::isBlank),
              "has no selector; write one per line"),
          Rule.error(
              at(DeviceRequest.CONTAINER),
              has(DeviceRequest.CONTAINER, value -> !isName(value, LABEL, 63)),
              "must be the name of a container"));

  private DeviceRules() {}

  private static String at(String key) {
    return "[" + key + "]";
  }

  private static @Nullable String value(ServiceMeta service, String key) {
    return service.annotations().get(key);
  }

  private static Predicate<ServiceMeta> has(String key, Predicate<String> bad) {
    return service -> {
      String value = value(service, key);
      return value != null && bad.test(value);
    };
  }

  private static boolean isName(String value, Pattern pattern, int limit) {
    String name = value.trim();
    return name.length() <= limit && pattern.matcher(name).matches();
  }
}
