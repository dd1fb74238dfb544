package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.llmisvc.desired.Access;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.ShortHash;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.Settings;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ChildName;
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.stream.Stream;

/** What the picker may do: read its pool's surroundings, elect a leader, check callers' tokens. */
final class EndpointPickerAccess {
  private static final String BINDING_SUFFIX = "-epp-auth-rb";
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
    ServiceMeta service = picker.service();
    ServiceChildren children = picker.children();
    String role = service.child(ChildSuffix.SCHEDULER_ROLE);
    String roleBinding = service.child(ChildSuffix.SCHEDULER_ROLE_BINDING);
    return Desired.all(
        List.of(
            tokenReview(picker),
            withoutOlderBinding(children, "its name can belong to two services"),
            ServiceChildren.present(
                ChildRole.SCHEDULER_ROLE,
                Access.role(children.metadata(role, picker.labels()), rules(picker))),
            ServiceChildren.present(
                ChildRole.SCHEDULER_ROLE_BINDING,
                Access.binding(
                    children.metadata(roleBinding, picker.labels()), role, picker.account()))));
  }

  static Desired absent(ServiceChildren children, String why) {
    ServiceMeta service = children.service();
    return Desired.all(
        List.of(
            EndpointPickerAccount.absent(children, why),
            children.absent(
                ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING,
                Kind.CLUSTER_ROLE_BINDING,
                bindingName(service),
                why),
            withoutOlderBinding(children, why),
            children.absent(
                ChildRole.SCHEDULER_ROLE,
                Kind.ROLE,
                service.child(ChildSuffix.SCHEDULER_ROLE),
                why),
            children.absent(
                ChildRole.SCHEDULER_ROLE_BINDING,
                Kind.ROLE_BINDING,
                service.child(ChildSuffix.SCHEDULER_ROLE_BINDING),
                why)));
  }

  /** Namespace and name joined by a dash are ambiguous, so a hash of both follows. */
  static String bindingName(ServiceMeta service) {
    String hash = ShortHash.of(service.namespace() + "/" + service.name());
    return ChildName.of(service.namespace(), "-" + service.name() + BINDING_SUFFIX + "-" + hash);
  }

  /** The name without the hash, under which an older binding of this service may exist. */
  static String olderBindingName(ServiceMeta service) {
    return ChildName.of(service.namespace(), "-" + service.name() + BINDING_SUFFIX);
  }

  private static Desired withoutOlderBinding(ServiceChildren children, String why) {
    ServiceMeta service = children.service();
    String name = olderBindingName(service);
    boolean isOurs =
        children
            .facts()
            .child(children.key(Kind.CLUSTER_ROLE_BINDING, name))
            .map(binding -> binding.path("subjects").path(0).path("namespace").asText())
            .filter(service.namespace()::equals)
            .isPresent();
    return isOurs
        ? children.absent(
            ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING, Kind.CLUSTER_ROLE_BINDING, name, why)
        : Desired.NOTHING;
  }

  /** An account that somebody named could also be that of other pods. */
  private static Desired tokenReview(EndpointPicker picker) {
    ChildRole role = ChildRole.SCHEDULER_CLUSTER_ROLE_BINDING;
    if (picker.settings().isNamespaced()) {
      return Desired.finding(
          notReviewed(
              picker, "the operator works in some namespaces only and binds nothing in all"));
    }
    boolean isAllowed =
        picker.settings().security().endpointPickerAccounts() == Settings.PickerAccounts.ANY;
    if (isAllowed || picker.managesAccount()) {
      return ServiceChildren.present(role, clusterBinding(picker));
    }
    String why = "the picker runs as an account of the user's own";
    return picker
        .children()
        .absent(role, Kind.CLUSTER_ROLE_BINDING, bindingName(picker.service()), why)
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
            ServiceChildren.clusterMetadata(bindingName(picker.service()), picker.labels()))
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
