package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.spec.ParallelismSpec;
import io.llmisvc.api.spec.RolloutStrategy;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.PodTemplate;
import io.llmisvc.desired.ServiceChildren;
import io.llmisvc.desired.workload.LeaderWorkerSet.RollingUpdate;
import io.llmisvc.desired.workload.LeaderWorkerSet.Rollout;
import io.llmisvc.desired.workload.LeaderWorkerSet.Spec;
import io.llmisvc.desired.workload.LeaderWorkerSet.SubGroups;
import io.llmisvc.desired.workload.LeaderWorkerSet.Template;
import io.llmisvc.model.Desired;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A workload of one group of pods per replica: a leader and its workers. */
final class WorkloadGroups {
  private WorkloadGroups() {}

  static Desired of(Part part, Workload workload, PodSpec worker, RunAs runAs, Context context) {
    if (!context.facts().serves(Kind.LEADER_WORKER_SET)) {
      return Desired.finding(
          part.blame(context.effective())
              .error(
                  part.path() + ".worker",
                  "a multi-node workload needs the CustomResourceDefinition"
                      + " leaderworkersets.leaderworkerset.x-k8s.io, which the cluster lacks"));
    }
    Pods pods = new Pods(part, workload, runAs, context);
    PodSpec leader = workload.template();
    PodFragment onLeader =
        leader == null ? PodFragment.NOTHING : pods.fragment(leader, "leaderTemplate");
    PodFragment onWorker = pods.fragment(worker, "workerTemplate");
    PodTemplate leaderTemplate =
        leader == null
            ? null
            : pods.leader(onLeader.onto(part.pod(context.effective(), "template")));
    PodTemplate workerTemplate =
        pods.worker(onWorker.onto(part.pod(context.effective(), "worker")));
    return ServiceChildren.present(part.groups(), groups(pods, leaderTemplate, workerTemplate))
        .and(Desired.findings(pods.serverFindings(leaderTemplate, "template")))
        .and(Desired.findings(pods.serverFindings(workerTemplate, "worker")))
        .and(
            Desired.findings(
                Stream.concat(onLeader.findings().stream(), onWorker.findings().stream())
                    .distinct()
                    .toList()));
  }

  static ObjectKey key(Part part, Context context) {
    return part.groups().key(context.service());
  }

  private static LeaderWorkerSet groups(
      Pods pods, @Nullable PodTemplate leader, PodTemplate worker) {
    Context context = pods.context;
    Workload workload = pods.workload;
    Integer size = size(workload.parallelism());
    return new LeaderWorkerSet(
        context
            .children()
            .metadata(
                key(pods.part, context).name(),
                Metadata.objectLabels(pods.workerLabels(), pods.ownWorkerLabels()),
                GivenImages.noted(
                    Metadata.groupAnnotations(context.service()),
                    Stream.of(workload.template(), workload.worker()))),
        new Spec(
            workload.replicas(),
            new Template(
                leader,
                worker,
                size,
                "RecreateGroupOnPodRestart",
                subGroups(pods.part, workload.parallelism(), size)),
            new Rollout("RollingUpdate", rollingUpdate(workload.rolloutStrategy())),
            "LeaderCreated"));
  }

  private static @Nullable Integer size(@Nullable ParallelismSpec parallelism) {
    return parallelism == null || parallelism.groupSize().isEmpty()
        ? null
        : Integer.valueOf(parallelism.groupSize().getAsInt());
  }

  private static @Nullable SubGroups subGroups(
      Part part, @Nullable ParallelismSpec parallelism, @Nullable Integer size) {
    boolean isDataParallel = parallelism != null && parallelism.isDataParallel();
    return part == Part.PREFILL && isDataParallel && size != null ? new SubGroups(size) : null;
  }

  private static @Nullable RollingUpdate rollingUpdate(@Nullable RolloutStrategy rollout) {
    if (rollout == null || (rollout.maxUnavailable() == null && rollout.maxSurge() == null)) {
      return null;
    }
    return new RollingUpdate(
        Objects.requireNonNullElseGet(rollout.maxUnavailable(), () -> new IntOrString(1)),
        Objects.requireNonNullElseGet(rollout.maxSurge(), () -> new IntOrString(0)));
  }

  /** The pods of one LeaderWorkerSet. Without a leader template workers are what serves. */
  private record Pods(Part part, Workload workload, RunAs runAs, Context context) {

    PodFragment fragment(PodSpec template, String liveField) {
      JsonNode live =
          context
              .facts()
              .child(key(part, context))
              .<JsonNode>map(
                  object ->
                      GivenImages.pod(object, "/spec/leaderWorkerTemplate/" + liveField + "/spec"))
              .orElse(MissingNode.getInstance());
      return PodFeatures.fragment(part, template, live, runAs, context);
    }

    List<Finding> serverFindings(@Nullable PodTemplate template, String field) {
      return template == null
          ? List.of()
          : part.serverFindings(template.spec(), field, context.effective());
    }

    PodTemplate leader(ObjectNode pod) {
      return new PodTemplate(labels(leaderLabels()), annotations(), pod);
    }

    PodTemplate worker(ObjectNode pod) {
      return new PodTemplate(workerLabels(), annotations(), pod);
    }

    Map<String, String> workerLabels() {
      return labels(ownWorkerLabels());
    }

    Map<String, String> ownWorkerLabels() {
      Map<String, String> own = Labels.of(part.workerComponent(), context.service());
      if (workload.template() == null) {
        own.put(Labels.WORKLOAD_COMPONENT, Labels.WORKLOAD);
        own.put(Labels.ROLE, part == Part.PREFILL ? "prefill" : "decode");
      }
      return own;
    }

    private Map<String, String> leaderLabels() {
      Map<String, String> own = Labels.of(part.leaderComponent(), context.service());
      own.put(Labels.WORKLOAD_COMPONENT, Labels.WORKLOAD);
      own.put(Labels.ROLE, part.role(context.effective()));
      return own;
    }

    private Map<String, String> labels(Map<String, String> own) {
      return Metadata.labels(own, context.service(), workload);
    }

    private Map<String, String> annotations() {
      return Metadata.podAnnotations(Metadata.groupAnnotations(context.service()), workload);
    }
  }
}
