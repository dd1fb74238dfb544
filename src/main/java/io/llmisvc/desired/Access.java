package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.llmisvc.model.naming.Kind;
import java.util.List;

/** What a service account may do: the Role and the RoleBinding. */
public final class Access {
  private Access() {}

  public static Role role(ObjectMeta metadata, List<PolicyRule> rules) {
    return new RoleBuilder().withMetadata(metadata).withRules(rules).build();
  }

  /** Binds a Role of the same namespace to a service account of the same namespace. */
  public static RoleBinding binding(ObjectMeta metadata, String role, String serviceAccount) {
    return new RoleBindingBuilder()
        .withMetadata(metadata)
        .withNewRoleRef()
        .withApiGroup(Kind.ROLE.group())
        .withKind(Kind.ROLE.kind())
        .withName(role)
        .endRoleRef()
        .addNewSubject()
        .withKind(Kind.SERVICE_ACCOUNT.kind())
        .withName(serviceAccount)
        .withNamespace(metadata.getNamespace())
        .endSubject()
        .build();
  }

  /** What a routing sidecar reads: the pods, and the pools of both groups. */
  public static List<PolicyRule> readPodsAndPools() {
    return List.of(
        read(List.of(""), "pods"),
        read(
            List.of(Kind.INFERENCE_POOL_V1ALPHA2.group(), Kind.INFERENCE_POOL.group()),
            Kind.INFERENCE_POOL.plural()));
  }

  public static PolicyRule read(List<String> groups, String... resources) {
    return rule(groups, List.of(resources), "get", "list", "watch");
  }

  public static PolicyRule rule(List<String> groups, List<String> resources, String... verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(groups)
        .withResources(resources)
        .withVerbs(verbs)
        .build();
  }
}
