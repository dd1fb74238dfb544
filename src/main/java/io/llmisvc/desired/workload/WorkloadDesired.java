package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.router.InferencePoolSpec;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.storage.CaBundleCopy;
import io.llmisvc.desired.storage.StandingMarks;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Desired;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.Settings;
import io.llmisvc.model.facts.Facts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.router.PoolSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every child of the workload stage, present or absent, in the order of their roles. */
public final class WorkloadDesired {
  private static final String STOPPED = "the service is stopped";
  private static final String NO_PREFILL = "the service has no prefill workload";
  private static final String NO_SIDECAR = "no pod has a routing sidecar";

  private WorkloadDesired() {}

  public static Desired of(EffectiveSpec effective, Settings settings, Facts facts) {
    if (effective.service().isStopped()) {
      return stopped(new Context(effective, settings, facts)).ordered();
    }
    StandingMarks marks = StandingMarks.of(effective, settings, facts, Part.MAIN.blame(effective));
    return running(new Context(marks.effective(), settings, facts))
        .and(Desired.findings(marks.findings()))
        .ordered();
  }

  private static Desired running(Context context) {
    Desired decided =
        Desired.all(
            List.of(
                TlsSecret.of(context),
                CaBundleCopy.of(
                    context.service(),
                    context.settings(),
                    context.facts(),
                    Part.MAIN.blame(context.effective())),
                DeviceTemplate.of(context),
                part(Part.MAIN, context),
                part(Part.PREFILL, context),
                WorkloadService.of(context)));
    return context.children().complete(decided, Stage.WORKLOAD);
  }

  private static Desired stopped(Context context) {
    return context
        .children()
        .orAbsent(Desired.NOTHING, ChildRole.of(Stage.WORKLOAD), STOPPED)
        .and(unnamable(Part.MAIN, context))
        .and(unnamable(Part.PREFILL, context));
  }

  private static Desired part(Part part, Context context) {
    return part.of(context.effective())
        .map(workload -> workload(part, workload, context))
        .orElseGet(
            () ->
                context
                    .children()
                    .orAbsent(Desired.NOTHING, part.roles(), NO_PREFILL)
                    .and(unnamable(part, context)));
  }

  /** With an error, only the findings: what runs, in whichever topology, goes on running. */
  private static Desired workload(Part part, Workload workload, Context context) {
    PartAccount account = PartAccount.of(part, workload, context);
    PodSpec worker = workload.worker();
    boolean isMultiNode = worker != null;
    Desired pods =
        worker == null
            ? WorkloadDeployment.of(part, workload, account.runAs(), context)
            : WorkloadGroups.of(part, workload, worker, account.runAs(), context);
    Desired ignored = Desired.findings(unselected(part, workload, context));
    if (pods.findings().stream().anyMatch(Finding::isError)) {
      return Desired.withheld(part.roles(), pods.findings()).and(ignored);
    }
    ServiceChildren children = context.children();
    Desired topology =
        children.orAbsent(
            account.objects().and(pods).and(ignored), part.roles(isMultiNode), NO_SIDECAR);
    return children
        .orAbsent(
            topology,
            part.roles(!isMultiNode),
            isMultiNode ? "the workload is multi-node" : "the workload is not multi-node")
        .and(Scaling.of(part, workload, context))
        .and(unnamable(part, context));
  }

  /** What KServe's controller makes of a long name, and no group ever came of. */
  private static Desired unnamable(Part part, Context context) {
    return part.groups()
        .formerKey(context.service())
        .map(key -> context.children().absent(part.groups(), key, "its pods cannot be named"))
        .orElse(Desired.NOTHING);
  }

  private static List<Finding> unselected(Part part, Workload workload, Context context) {
    Map<String, String> selector = Labels.workloadSelector(context.service());
    Map<String, String> pool = poolLabels(context);
    pool.keySet().removeAll(selector.keySet());
    String nowhere =
        "found neither by the workload's Service nor by the default pool, which look for ";
    return Stream.concat(
            lost(part, workload, context, selector, nowhere),
            lost(part, workload, context, pool, "not found by the pool, which looks for "))
        .toList();
  }

  private static Map<String, String> poolLabels(Context context) {
    return context.effective().router().pool() instanceof PoolSource.Managed managed
        ? new TreeMap<>(managed.spec().map(InferencePoolSpec::matchLabels).orElse(Map.of()))
        : new TreeMap<>();
  }

  /** Labels of the spec by which somebody looks for pods, but for another value. */
  private static Stream<Finding> lost(
      Part part, Workload workload, Context context, Map<String, String> sought, String how) {
    return sought.entrySet().stream()
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
                        "pods with this label are " + how + label.getValue()));
  }
}
