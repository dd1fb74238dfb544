package io.llmisvc.bundle;

import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operator's rights in two parts: those in the namespaces that it serves, which OLM makes Roles
 * of, or a ClusterRole where it serves all; and what is in no namespace.
 */
final class Permissions {
  private Permissions() {}

  static List<PolicyRule> inNamespaces() {
    return Stream.of(
            SourceManifests.rolesWhenNamespaced(),
            SourceManifests.base("Role"),
            SourceManifests.rolesOfTheInstall())
        .flatMap(List::stream)
        .flatMap(role -> SourceManifests.typed(role, Role.class).getRules().stream())
        .toList();
  }

  static List<PolicyRule> inTheCluster() {
    List<PolicyRule> others = inNamespaces();
    return SourceManifests.base("ClusterRoleBinding").stream()
        .map(binding -> binding.at("/roleRef/name").asText())
        .map(name -> SourceManifests.base("ClusterRole", name))
        .flatMap(role -> SourceManifests.typed(role, ClusterRole.class).getRules().stream())
        .map(rule -> without(rule, others))
        .filter(rule -> !rule.getResources().isEmpty())
        .toList();
  }

  private static PolicyRule without(PolicyRule rule, List<PolicyRule> others) {
    return new PolicyRuleBuilder(rule)
        .withResources(
            rule.getResources().stream()
                .filter(resource -> others.stream().noneMatch(o -> gives(o, rule, resource)))
                .toList())
        .build();
  }

  /** Whether a rule gives all that another one does for this resource. */
  private static boolean gives(PolicyRule rule, PolicyRule wanted, String resource) {
    return rule.getResourceNames().isEmpty()
        && rule.getResources().contains(resource)
        && rule.getApiGroups().containsAll(wanted.getApiGroups())
        && rule.getVerbs().containsAll(wanted.getVerbs());
  }
}
