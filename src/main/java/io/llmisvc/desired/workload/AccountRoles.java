package io.llmisvc.desired.workload;

import io.llmisvc.desired.Access;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;
import java.util.Map;

/** The Role and the RoleBinding that let a routing sidecar read pods and pools. */
enum AccountRoles {
  SINGLE_NODE(
      ChildRole.WORKLOAD_ROLE,
      ChildSuffix.WORKLOAD_ROLE,
      ChildRole.WORKLOAD_ROLE_BINDING,
      ChildSuffix.WORKLOAD_ROLE_BINDING),
  MULTI_NODE(
      ChildRole.MULTI_NODE_ROLE,
      ChildSuffix.MULTI_NODE_ROLE,
      ChildRole.MULTI_NODE_ROLE_BINDING,
      ChildSuffix.MULTI_NODE_ROLE_BINDING);

  private final ChildRole role;
  private final ChildSuffix roleSuffix;
  private final ChildRole binding;
  private final ChildSuffix bindingSuffix;

  AccountRoles(
      ChildRole role, ChildSuffix roleSuffix, ChildRole binding, ChildSuffix bindingSuffix) {
    this.role = role;
    this.roleSuffix = roleSuffix;
    this.binding = binding;
    this.bindingSuffix = bindingSuffix;
  }

  Desired present(ServiceChildren children, String account, Map<String, String> labels) {
    String roleName = children.service().child(roleSuffix);
    String bindingName = children.service().child(bindingSuffix);
    return ServiceChildren.present(
            role, Access.role(children.metadata(roleName, labels), Access.readPodsAndPools()))
        .and(
            ServiceChildren.present(
                binding,
                Access.binding(children.metadata(bindingName, labels), roleName, account)));
  }

  Desired absent(ServiceChildren children, String why) {
    return children
        .absent(role, Kind.ROLE, children.service().child(roleSuffix), why)
        .and(
            children.absent(
                binding, Kind.ROLE_BINDING, children.service().child(bindingSuffix), why));
  }
}
