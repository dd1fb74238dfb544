package io.llmisvc.validation;

import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Annotations that ask for managed devices; at {@code metadata.annotations}. */
final class DeviceRules {
  private static final String CLASS = ServiceMeta.DEVICES + "device-class";
  private static final String COUNT = ServiceMeta.DEVICES + "device-count";
  private static final String SELECTOR = ServiceMeta.DEVICES + "cel-selector";
  private static final String CONTAINER = ServiceMeta.DEVICES + "container-name";

  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  static final List<Rule<ServiceMeta>> ALL =
      List.of(
          Rule.required(
              at(CLASS),
              service ->
                  value(service, CLASS) == null
                      && List.of(COUNT, SELECTOR, CONTAINER).stream()
                          .anyMatch(service.annotations()::containsKey),
              "is required by the other device annotations; add it, or remove them"),
          Rule.error(
              at(CLASS),
              has(CLASS, value -> !isName(value, SUBDOMAIN, 253)),
              "must be the name of a DeviceClass"),
          Rule.error(
              at(COUNT),
              has(COUNT, DeviceRules::isBadCount),
              "must be a whole number of 1 or more"),
          Rule.error(
              at(SELECTOR), has(SELECTOR, String::isBlank), "has no selector; write one per line"),
          Rule.error(
              at(CONTAINER),
              has(CONTAINER, value -> !isName(value, LABEL, 63)),
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

  private static boolean isBadCount(String value) {
    if (value.isBlank()) {
      return false;
    }
    try {
      return Integer.parseInt(value.trim()) < 1;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
