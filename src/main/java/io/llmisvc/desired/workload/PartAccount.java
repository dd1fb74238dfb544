package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.Account;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.Labels;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the pods of one workload run as, and the objects behind it.
 *
 * @param objects the account and the roles of this workload, as far as it needs any
 */
record PartAccount(RunAs runAs, Desired objects) {
  private static final String NAMED = "the pods run as an account of the user's";

  static PartAccount of(Part part, Workload workload, Context context) {
    return switch (part) {
      case MAIN ->
          workload.worker() == null
              ? single(workload.template(), context)
              : multi(workload, context);
      case PREFILL -> prefill(workload, context);
    };
  }

  /** Only a routing sidecar needs an account of its own. */
  private static PartAccount single(@Nullable PodSpec template, Context context) {
    ChildRole role = ChildRole.WORKLOAD_SERVICE_ACCOUNT;
    Map<String, String> labels = Labels.of(Part.MAIN.component(), context.service());
    Optional<String> named = named(role, context, template);
    boolean hasSidecar = RoutingSidecar.isIn(template);
    PartAccount account;
    if (named.isPresent()) {
      account =
          new PartAccount(
              named(Part.MAIN, "template", named.get(), context),
              context.children().absent(role, NAMED));
    } else if (hasSidecar) {
      account = managed(role, labels, context);
    } else {
      account = new PartAccount(RunAs.standard(context), Desired.NOTHING);
    }
    return hasSidecar ? account.with(AccountRoles.SINGLE_NODE, labels, context) : account;
  }

  private static PartAccount multi(Workload workload, Context context) {
    PartAccount account = multi(Part.MAIN, workload, ChildRole.MULTI_NODE_SERVICE_ACCOUNT, context);
    boolean hasSidecar =
        RoutingSidecar.isIn(workload.template()) || RoutingSidecar.isIn(workload.worker());
    return hasSidecar
        ? account.with(AccountRoles.MULTI_NODE, groupLabels(context), context)
        : account;
  }

  private static PartAccount prefill(Workload workload, Context context) {
    ChildRole role = ChildRole.MULTI_NODE_PREFILL_SERVICE_ACCOUNT;
    if (workload.worker() != null) {
      return multi(Part.PREFILL, workload, role, context);
    }
    RunAs runAs =
        named(role, context, workload.template())
            .map(name -> named(Part.PREFILL, "template", name, context))
            .orElseGet(() -> RunAs.standard(context));
    return new PartAccount(runAs, Desired.NOTHING);
  }

  private static PartAccount multi(Part part, Workload workload, ChildRole role, Context context) {
    Optional<String> ofLeader = named(role, context, workload.template());
    Optional<String> named = ofLeader.or(() -> named(role, context, workload.worker()));
    if (named.isPresent()) {
      String field = ofLeader.isPresent() ? "template" : "worker";
      return new PartAccount(
          named(part, field, named.get(), context), context.children().absent(role, NAMED));
    }
    return managed(role, groupLabels(context), context);
  }

  private static PartAccount managed(ChildRole role, Map<String, String> labels, Context context) {
    ServiceAccount account =
        Account.of(
            context.children().metadata(role, labels),
            Account.known(
                Account.find(context.facts(), context.service().namespace(), Account.DEFAULT)));
    return new PartAccount(RunAs.managed(account), ServiceChildren.present(role, account));
  }

  private PartAccount with(AccountRoles roles, Map<String, String> labels, Context context) {
    return new PartAccount(
        runAs, objects.and(roles.present(context.children(), runAs.name(), labels)));
  }

  private static Map<String, String> groupLabels(Context context) {
    Map<String, String> labels = Labels.of("", context.service());
    labels.remove(Labels.COMPONENT);
    return labels;
  }

  /** The account that a template names; the managed account's name counts as none. */
  private static Optional<String> named(ChildRole managed, Context context, @Nullable PodSpec pod) {
    return Stream.ofNullable(pod)
        .map(PodSpec::getServiceAccountName)
        .filter(name -> name != null && !name.isEmpty())
        .filter(name -> !name.equals(managed.name(context.service())))
        .findFirst();
  }

  private static RunAs named(Part part, String field, String name, Context context) {
    String path = part.path() + "." + field + ".serviceAccountName";
    return RunAs.named(name, path, context, part.blame(context.effective()));
  }
}
