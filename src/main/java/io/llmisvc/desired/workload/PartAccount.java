package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.Account;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.naming.ChildSuffix;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the pods of one workload run as, and the objects behind it.
 *
 * @param objects accounts and roles of every topology of this workload, present or absent
 */
record PartAccount(RunAs runAs, Desired objects) {
  private static final String OTHER_TOPOLOGY_MULTI = "the workload is not multi-node";
  private static final String OTHER_TOPOLOGY_SINGLE = "the workload is multi-node";
  private static final String NO_SIDECAR = "no pod has a routing sidecar";
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

  /** No account object of this workload is wanted. */
  static Desired absent(Part part, Context context, String why) {
    return switch (part) {
      case MAIN -> singleAbsent(context, why).and(multiAbsent(context, why));
      case PREFILL -> prefillAbsent(context, why);
    };
  }

  /** Only a routing sidecar needs an account of its own. */
  private static PartAccount single(@Nullable PodSpec template, Context context) {
    ServiceChildren children = context.children();
    Map<String, String> labels = Labels.of(Part.MAIN.component(), context.service());
    Desired multi = multiAbsent(context, OTHER_TOPOLOGY_MULTI);
    Optional<String> named = named(ChildSuffix.WORKLOAD, context, template);
    boolean hasSidecar = RoutingSidecar.isIn(template);
    if (named.isPresent()) {
      RunAs runAs = named(Part.MAIN, "template", named.get(), context);
      Desired roles =
          hasSidecar
              ? AccountRoles.SINGLE_NODE.present(children, runAs.name(), labels)
              : AccountRoles.SINGLE_NODE.absent(children, NO_SIDECAR);
      return new PartAccount(runAs, singleAccountAbsent(context, NAMED).and(roles).and(multi));
    }
    if (!hasSidecar) {
      return new PartAccount(RunAs.standard(context), singleAbsent(context, NO_SIDECAR).and(multi));
    }
    ServiceAccount account = managed(ChildSuffix.WORKLOAD, labels, context);
    RunAs runAs = RunAs.managed(account);
    return new PartAccount(
        runAs,
        ServiceChildren.present(ChildRole.WORKLOAD_SERVICE_ACCOUNT, account)
            .and(AccountRoles.SINGLE_NODE.present(children, runAs.name(), labels))
            .and(multi));
  }

  private static PartAccount multi(Workload workload, Context context) {
    ServiceChildren children = context.children();
    PartAccount account =
        multi(
            Part.MAIN,
            workload,
            ChildSuffix.MULTI_NODE,
            ChildRole.MULTI_NODE_SERVICE_ACCOUNT,
            context);
    boolean hasSidecar =
        RoutingSidecar.isIn(workload.template()) || RoutingSidecar.isIn(workload.worker());
    Desired roles =
        hasSidecar
            ? AccountRoles.MULTI_NODE.present(children, account.runAs.name(), groupLabels(context))
            : AccountRoles.MULTI_NODE.absent(children, NO_SIDECAR);
    return new PartAccount(
        account.runAs,
        account.objects.and(roles).and(singleAbsent(context, OTHER_TOPOLOGY_SINGLE)));
  }

  private static PartAccount prefill(Workload workload, Context context) {
    if (workload.worker() != null) {
      return multi(
          Part.PREFILL,
          workload,
          ChildSuffix.MULTI_NODE_PREFILL,
          ChildRole.MULTI_NODE_PREFILL_SERVICE_ACCOUNT,
          context);
    }
    RunAs runAs =
        named(ChildSuffix.MULTI_NODE_PREFILL, context, workload.template())
            .map(name -> named(Part.PREFILL, "template", name, context))
            .orElseGet(() -> RunAs.standard(context));
    return new PartAccount(runAs, prefillAbsent(context, OTHER_TOPOLOGY_MULTI));
  }

  private static PartAccount multi(
      Part part, Workload workload, ChildSuffix suffix, ChildRole role, Context context) {
    Optional<String> ofLeader = named(suffix, context, workload.template());
    Optional<String> named = ofLeader.or(() -> named(suffix, context, workload.worker()));
    if (named.isPresent()) {
      String field = ofLeader.isPresent() ? "template" : "worker";
      return new PartAccount(
          named(part, field, named.get(), context), accountAbsent(role, suffix, context, NAMED));
    }
    ServiceAccount account = managed(suffix, groupLabels(context), context);
    return new PartAccount(RunAs.managed(account), ServiceChildren.present(role, account));
  }

  private static ServiceAccount managed(
      ChildSuffix suffix, Map<String, String> labels, Context context) {
    return Account.of(
        context.children().metadata(context.service().child(suffix), labels),
        Account.known(
            Account.find(context.facts(), context.service().namespace(), Account.DEFAULT)));
  }

  private static Map<String, String> groupLabels(Context context) {
    Map<String, String> labels = Labels.of("", context.service());
    labels.remove(Labels.COMPONENT);
    return labels;
  }

  /** The account that a template names; the managed account's name counts as none. */
  private static Optional<String> named(
      ChildSuffix managed, Context context, @Nullable PodSpec pod) {
    return Stream.ofNullable(pod)
        .map(PodSpec::getServiceAccountName)
        .filter(name -> name != null && !name.isEmpty())
        .filter(name -> !name.equals(context.service().child(managed)))
        .findFirst();
  }

  private static RunAs named(Part part, String field, String name, Context context) {
    String path = part.path() + "." + field + ".serviceAccountName";
    return RunAs.named(name, path, context, part.blame(context.effective()));
  }

  private static Desired singleAbsent(Context context, String why) {
    return singleAccountAbsent(context, why)
        .and(AccountRoles.SINGLE_NODE.absent(context.children(), why));
  }

  private static Desired singleAccountAbsent(Context context, String why) {
    return accountAbsent(ChildRole.WORKLOAD_SERVICE_ACCOUNT, ChildSuffix.WORKLOAD, context, why);
  }

  private static Desired multiAbsent(Context context, String why) {
    return accountAbsent(ChildRole.MULTI_NODE_SERVICE_ACCOUNT, ChildSuffix.MULTI_NODE, context, why)
        .and(AccountRoles.MULTI_NODE.absent(context.children(), why));
  }

  private static Desired prefillAbsent(Context context, String why) {
    return accountAbsent(
        ChildRole.MULTI_NODE_PREFILL_SERVICE_ACCOUNT, ChildSuffix.MULTI_NODE_PREFILL, context, why);
  }

  private static Desired accountAbsent(
      ChildRole role, ChildSuffix suffix, Context context, String why) {
    return context
        .children()
        .absent(role, Kind.SERVICE_ACCOUNT, context.service().child(suffix), why);
  }
}
