package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.storage.CaBundleCopy;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.ChildName;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every child of the workload stage, present or absent, in the order of their roles. */
public final class WorkloadDesired {
  private static final String STOPPED = "the service is stopped";
  private static final String NO_PREFILL = "the service has no prefill workload";

  private WorkloadDesired() {}

  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    Context context = new Context(effective, settings, facts);
    return ordered(effective.service().isStopped() ? stopped(context) : running(context));
  }

  private static Desired running(Context context) {
    return Desired.all(
        List.of(
            TlsSecret.of(context),
            CaBundleCopy.of(
                context.service(),
                context.settings(),
                context.facts(),
                Part.MAIN.blame(context.effective())),
            part(Part.MAIN, context),
            part(Part.PREFILL, context),
            WorkloadService.of(context)));
  }

  private static Desired stopped(Context context) {
    return Desired.all(
        List.of(
            TlsSecret.absent(context, STOPPED),
            absent(Part.MAIN, context, STOPPED),
            absent(Part.PREFILL, context, STOPPED),
            WorkloadService.absent(context, STOPPED)));
  }

  private static Desired part(Part part, Context context) {
    Optional<Workload> workload = part.of(context.effective());
    return workload.isEmpty()
        ? absent(part, context, NO_PREFILL)
        : workload(part, workload.get(), context);
  }

  /** With an error, only the findings: what runs, in whichever topology, goes on running. */
  private static Desired workload(Part part, Workload workload, Context context) {
    PartAccount account = PartAccount.of(part, workload, context);
    PodSpec worker = workload.worker();
    Desired pods =
        worker == null
            ? WorkloadDeployment.of(part, workload, account.runAs(), context)
                .and(groupsAbsent(part, context, "the workload is not multi-node"))
                .and(unnamableAbsent(part, context))
            : WorkloadGroups.of(part, workload, worker, account.runAs(), context)
                .and(unnamableAbsent(part, context))
                .and(deploymentAbsent(part, context, "the workload is multi-node"));
    Desired ignored = Desired.findings(unselected(part, workload, context));
    return pods.findings().stream().anyMatch(Finding::isError)
        ? Desired.findings(pods.findings()).and(ignored)
        : account.objects().and(pods).and(ignored);
  }

  private static Desired absent(Part part, Context context, String why) {
    return Desired.all(
        List.of(
            PartAccount.absent(part, context, why),
            groupsAbsent(part, context, why),
            unnamableAbsent(part, context),
            deploymentAbsent(part, context, why)));
  }

  private static Desired groupsAbsent(Part part, Context context, String why) {
    String name = WorkloadGroups.key(part, context).name();
    return context.children().absent(part.groupsRole(), Kind.LEADER_WORKER_SET, name, why);
  }

  /** What KServe's controller makes of a long name, and no group ever came of. */
  private static Desired unnamableAbsent(Part part, Context context) {
    String name = ChildName.of(context.service().name(), part.groups().text());
    return name.equals(context.service().child(part.groups()))
        ? Desired.NOTHING
        : context
            .children()
            .absent(part.groupsRole(), Kind.LEADER_WORKER_SET, name, "its pods cannot be named");
  }

  private static Desired deploymentAbsent(Part part, Context context, String why) {
    String name = WorkloadDeployment.key(part, context).name();
    return context.children().absent(part.deploymentRole(), Kind.DEPLOYMENT, name, why);
  }

  private static List<Finding> unselected(Part part, Workload workload, Context context) {
    return Labels.workloadSelector(context.service()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(
            label ->
                !label
                    .getValue()
                    .equals(workload.labels().getOrDefault(label.getKey(), label.getValue())))
        .map(
            label ->
                part.blame(context.effective())
                    .warning(
                        "PodsNotSelected",
                        part.path() + ".labels[" + label.getKey() + "]",
                        "pods with this label are found neither by the workload's Service nor by"
                            + " the default pool, which look for "
                            + label.getValue()))
        .toList();
  }

  private static Desired ordered(Desired desired) {
    return new Desired(
        desired.children().stream().sorted(Comparator.comparing(Child::role)).toList(),
        desired.absent().stream().sorted(Comparator.comparing(AbsentChild::role)).toList(),
        desired.findings());
  }
}
