package io.llmisvc.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import io.llmisvc.tree.Trees;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule of a role.
 *
 * @param names the only objects that it is about; empty for all
 */
record AccessRule(Set<String> groups, Set<String> resources, Set<String> verbs, Set<String> names) {
  private static final String ALL = "*";

  /** Those of a Role or a ClusterRole about resources. */
  static List<AccessRule> of(JsonNode role) {
    return Trees.objects(role.path("rules"))
        .map(
            rule ->
                new AccessRule(
                    texts(rule.path("apiGroups")),
                    texts(rule.path("resources")),
                    texts(rule.path("verbs")),
                    texts(rule.path("resourceNames"))))
        .toList();
  }

  /** One for each resource and object that it is about. */
  Stream<AccessRule> parts() {
    Set<String> objects = names.isEmpty() ? Set.of(ALL) : names;
    return groups.stream()
        .flatMap(
            group ->
                resources.stream()
                    .flatMap(
                        resource ->
                            objects.stream()
                                .map(
                                    name ->
                                        new AccessRule(
                                            Set.of(group),
                                            Set.of(resource),
                                            verbs,
                                            name.equals(ALL) ? Set.of() : Set.of(name)))));
  }

  /** The verbs of a part that these rules do not give. */
  Set<String> missingIn(List<AccessRule> rules) {
    Set<String> missing = new TreeSet<>(verbs);
    rules.stream()
        .filter(rule -> rule.covers(this))
        .forEach(rule -> missing.removeIf(verb -> has(rule.verbs, verb)));
    return missing;
  }

  private boolean covers(AccessRule part) {
    String resource = part.resources.iterator().next();
    String subresource = resource.replaceFirst("^[^/]*/", ALL + "/");
    return has(groups, part.groups.iterator().next())
        && (has(resources, resource) || resources.contains(subresource))
        && (names.isEmpty() || (!part.names.isEmpty() && names.containsAll(part.names)));
  }

  /** {@code services}, {@code deployments.apps}, or {@code leases.coordination.k8s.io NAME}. */
  @Override
  public String toString() {
    String group = String.join(",", groups);
    return String.join(",", resources)
        + (group.isEmpty() ? "" : "." + group)
        + (names.isEmpty() ? "" : " " + String.join(",", names));
  }

  private static boolean has(Set<String> values, String value) {
    return values.contains(value) || values.contains(ALL);
  }

  private static Set<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.toCollection(TreeSet::new));
  }
}
