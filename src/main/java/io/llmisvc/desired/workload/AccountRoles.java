package io.llmisvc.desired.workload;

import io.llmisvc.desired.Access;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import java.util.Map;

/** The Role and the RoleBinding that let a routing sidecar read pods and pools. */
enum AccountRoles {
  SINGLE_NODE(ChildRole.WORKLOAD_ROLE, ChildRole.WORKLOAD_ROLE_BINDING),
  MULTI_NODE(ChildRole.MULTI_NODE_ROLE, ChildRole.MULTI_NODE_ROLE_BINDING);

  private final ChildRole role;
  private final ChildRole binding;

  AccountRoles(ChildRole role, ChildRole binding) {
    this.role = role;
    this.binding = binding;
  }

  Desired present(ServiceChildren children, String account, Map<String, String> labels) {
    return ServiceChildren.present(
            role, Access.role(children.metadata(role, labels), Access.readPodsAndPools()))
        .and(
            ServiceChildren.present(
                binding,
                Access.binding(
                    children.metadata(binding, labels), role.name(children.service()), account)));
  }
}
