package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.llmisvc.desired.Access;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import java.util.List;
import java.util.stream.Stream;

/** What the picker may do: read its pool's surroundings, elect a leader, check callers' tokens. */
final class EndpointPickerAccess {
  private static final String AUTH_DELEGATOR = "system:auth-delegator";
  private static final String INFERENCE = Kind.INFERENCE_POOL.group();
  private static final String INFERENCE_X = Kind.INFERENCE_POOL_V1ALPHA2.group();

  private static final List<PolicyRule> READ =
      List.of(
          Access.read(List.of(""), "pods"),
          Access.read(
              List.of(INFERENCE, INFERENCE_X),
              "inferencepools",
              "inferenceobjectives",
              "inferencemodels"),
          Access.read(List.of(INFERENCE_X), "inferencemodelrewrites", "inferencepoolimports"),
          Access.read(
              List.of(Kind.INFERENCE_OBJECTIVE_LLM_D.group()),
              "inferenceobjectives",
              "inferencemodelrewrites"),
          Access.read(List.of("discovery.k8s.io"), "endpointslices"));

  private EndpointPickerAccess() {}

  static Desired of(EndpointPicker picker) {
    ServiceChildren children = picker.children();
    ChildRole role = ChildRole.SCHEDULER_ROLE;
    ChildRole binding = ChildRole.SCHEDULER_ROLE_BINDING;
    return Desired.all(
        List.of(
            tokenReview(picker),
            withoutFormerBinding(children, "its name can belong to two services"),
            ServiceChildren.present(
                role, Access.role(children.metadata(role, picker.labels()), rules(picker))),
            ServiceChildren.present(
                binding,
                Access.binding(
                    children.metadata(binding, picker.labels()),
                    role.name(picker.service()),
                    picker.account()))));
  }

  /** A binding of this service may exist under a name that could be that of another's. */
  static Desired withoutFormerBinding(ServiceChildren children, String why) {
    ChildRole role = ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING;
    String namespace = children.service().namespace();
    return role.formerKey(children.service())
        .filter(
            key ->
                children
                    .facts()
                    .child(key)
                    .map(binding -> binding.path("subjects").path(0).path("namespace").asText())
                    .filter(namespace::equals)
                    .isPresent())
        .map(key -> children.absent(role, key, why))
        .orElse(Desired.NOTHING);
  }

  /** An account that somebody named could also be that of other pods. */
  private static Desired tokenReview(EndpointPicker picker) {
    ChildRole role = ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING;
    if (picker.settings().isNamespaced()) {
      return Desired.withheld(
          List.of(role),
          List.of(
              notReviewed(
                  picker, "the operator works in some namespaces only and binds nothing in all")));
    }
    boolean isAllowed =
        picker.settings().security().endpointPickerAccounts() == Settings.PickerAccounts.ANY;
    if (isAllowed || picker.managesAccount()) {
      return ServiceChildren.present(role, clusterBinding(picker));
    }
    String why = "the picker runs as an account of the user's own";
    return picker
        .children()
        .absent(role, why)
        .and(
            Desired.finding(
                notReviewed(
                    picker,
                    "security.endpointPickerAccounts of the operator configuration is managed")));
  }

  private static Finding notReviewed(EndpointPicker picker, String why) {
    return Finding.warning(
        Subject.SCHEDULER,
        "PickerAccountNotBound",
        EndpointPicker.TEMPLATE_PATH + ".serviceAccountName",
        "%s is not bound to %s, so the picker lets nobody read its metrics: %s; have it bound by an administrator"
            .formatted(picker.account(), AUTH_DELEGATOR, why));
  }

  private static ClusterRoleBinding clusterBinding(EndpointPicker picker) {
    return new ClusterRoleBindingBuilder()
        .withMetadata(
            ServiceChildren.clusterMetadata(
                ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING.name(picker.service()), picker.labels()))
        .withNewRoleRef(Kind.CLUSTER_ROLE_BINDING.group(), "ClusterRole", AUTH_DELEGATOR)
        .addNewSubject()
        .withKind(Kind.SERVICE_ACCOUNT.kind())
        .withName(picker.account())
        .withNamespace(picker.service().namespace())
        .endSubject()
        .build();
  }

  private static List<PolicyRule> rules(EndpointPicker picker) {
    return Stream.concat(READ.stream(), EndpointPickerLeases.rules(picker)).toList();
  }
}
