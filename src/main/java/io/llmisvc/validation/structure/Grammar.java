package io.llmisvc.validation.structure;

import java.util.Map;

/** What people call the patterns of the schemas. */
final class Grammar {
  private static final String LABEL =
      "a DNS label: lower-case letters, digits and '-', ending in a letter or digit";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", LABEL),
          Map.entry("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", LABEL),
          Map.entry(
              "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", "a DNS name"),
          Map.entry(
              "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
              "a host name, which may begin with '*.'"),
          Map.entry(
              "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$",
              "an API group"),
          Map.entry("^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", "a kind"),
          Map.entry("^[-A-Za-z0-9!#$%&'*+.^_`|~]+$", "the name of a header or parameter"),
          Map.entry("^(\\d{1,5}(ms|h|m|s)){1,4}$", "a duration, such as 10s or 1m30s"),
          Map.entry(
              "^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?(\\d+(\\.\\d*)?|\\.\\d+))?$",
              "a quantity, such as 500m or 16Gi"),
          Map.entry("^\\d+(\\.\\d+)?$", "a decimal number of 0 or more, such as \"10.0\""));

  private Grammar() {}

  static boolean knows(String pattern) {
    return NAMES.containsKey(pattern);
  }

  static String name(String pattern) {
    return NAMES.getOrDefault(pattern, "of the form " + pattern);
  }
}
