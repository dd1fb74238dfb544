package io.llmisvc.cli;

import io.llmisvc.cli.drift.DriftText;
import io.llmisvc.cli.drift.DriftTree;
import io.llmisvc.cli.drift.ServiceDrift;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.input.FactSource;
import io.llmisvc.cli.input.LiveSource;
import io.llmisvc.cli.input.LiveWorkspaceReader;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.Reports;
import io.llmisvc.live.ApiResource;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.model.Plan;
import io.llmisvc.model.naming.NamespacedName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints where the objects of services differ from their plans. */
@Command(
    name = "diff",
    description =
        "Compares the objects of each service in the cluster with its plan, as a unified diff:"
            + " fields that differ and who wrote them last, objects that are missing, objects that"
            + " must not exist. With -f, the plan of the cluster with the services and configs of"
            + " the files applied to it, as kubectl diff has it. Only what is planned is compared."
            + " The data of Secrets is not shown.",
    footer = {
      "",
      "Exit codes: 0 when nothing differs, 1 when something does, 2 when not all could be read or",
      "planned.",
      "",
      "Examples:",
      "  llmisvc diff llama",
      "  llmisvc diff -A",
      "  llmisvc diff -f service.yaml",
      "  llmisvc diff -f team-configs/ -n team"
    })
final class DiffCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin InputOptions input = new InputOptions();

  @Mixin OutputOption output = new OutputOption();

  DiffCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (LiveCluster cluster = input.live.connect()) {
      return input.isLive() ? ofCluster(cluster) : ofFiles(cluster);
    }
  }

  private int ofCluster(LiveCluster cluster) {
    LiveSource source = input.liveSource(cluster, services.names);
    Workspace workspace = LiveWorkspaceReader.read(cluster, source);
    return answer(cluster, workspace, plans(workspace), Map.of());
  }

  private int ofFiles(LiveCluster cluster) {
    AppliedState state = AppliedState.read(cluster, input.live, input, input.files, streams.in());
    List<String> chosen = chosen(state.files());
    Workspace then = chosen.isEmpty() ? state.then() : state.then().choose(chosen);
    Map<NamespacedName, Plan> before =
        plans(state.now()).stream()
            .map(Planned::plan)
            .collect(Collectors.toMap(plan -> plan.service().id(), plan -> plan));
    return answer(cluster, then, plans(then), before);
  }

  /** Of anything but services, every service may be meant. */
  private List<String> chosen(Workspace files) {
    if (!services.names.isEmpty()
        || !files.ownConfigs().isEmpty()
        || !files.cluster().objects().isEmpty()) {
      return services.names;
    }
    return files.services().stream().map(service -> service.id().name()).distinct().toList();
  }

  private List<Planned> plans(Workspace workspace) {
    return new OfflinePlanner(workspace, input.unknownFields).plans(workspace.services());
  }

  private int answer(
      LiveCluster cluster,
      Workspace workspace,
      List<Planned> planned,
      Map<NamespacedName, Plan> before) {
    FactSource facts = workspace.cluster();
    List<ServiceDrift> drift =
        planned.stream()
            .filter(one -> !one.isRefused() && !isGoing(one.service()))
            .map(
                one ->
                    ServiceDrift.of(
                        one.plan(),
                        before.get(one.service().id()),
                        facts.facts(one.service().id(), Set.of()).children(),
                        key ->
                            cluster.get(ApiResource.of(key.kind()), key.namespace(), key.name())))
            .toList();
    streams
        .out()
        .print(
            switch (output.format) {
              case text -> DriftText.of(drift, streams.colours());
              case yaml -> DriftTree.yaml(drift);
              case json -> DriftTree.json(drift);
            });
    return exitCode(planned, facts, drift);
  }

  /** Nothing is planned for a service that is being deleted. */
  private static boolean isGoing(Document service) {
    return service.tree().path("metadata").has("deletionTimestamp");
  }

  private int exitCode(List<Planned> planned, FactSource facts, List<ServiceDrift> drift) {
    Set<String> unread = new TreeSet<>(facts.refusals());
    drift.forEach(service -> unread.addAll(service.unread()));
    unread.forEach(refusal -> streams.err().println("error: " + refusal));
    List<Planned> broken = planned.stream().filter(one -> one.report().hasErrors()).toList();
    streams
        .err()
        .print(Reports.text(broken.stream().map(Planned::report).toList(), streams.colours()));
    if (!unread.isEmpty() || !broken.isEmpty()) {
      return ExitCode.UNREADABLE;
    }
    return drift.stream().allMatch(service -> service.children().isEmpty())
        ? ExitCode.OK
        : ExitCode.FINDINGS;
  }
}
