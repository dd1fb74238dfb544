package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.DiagnosedService;
import io.llmisvc.cli.output.DiagnosisText;
import io.llmisvc.cli.output.DiagnosisTree;
import io.llmisvc.diagnosis.Diagnosis;
import io.llmisvc.diagnosis.Diagnostician;
import io.llmisvc.diagnosis.Witness;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.live.Refusals;
import io.llmisvc.model.facts.ClusterFacts;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Severity;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.tree.Trees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints why services are not ready. */
@Command(
    name = "why",
    description =
        "Follows each service of the cluster from its spec over configs, pods, picker, Gateways and"
            + " routes to the first thing that blocks, and prints its own words, since when, and"
            + " what to do. Reads only.",
    footer = {
      "",
      "Exit codes: 0 when all are ready; 1 when one is not; 2 when the cluster cannot be read.",
      "",
      "Examples:",
      "  llmisvc why llama",
      "  llmisvc why llama -n team-a --context production",
      "  llmisvc why -A -o json | jq '.[] | select(.ready | not) | .cause'"
    })
final class WhyCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin SystemOptions options = new SystemOptions();

  @Mixin OutputOption output = new OutputOption();

  WhyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(options, services.names, streams)) {
      LiveCluster cluster = Objects.requireNonNull(session.cluster(), "of a cluster");
      Refusals refusals = new Refusals();
      LiveNodes nodes = new LiveNodes(cluster, refusals);
      List<DiagnosedService> diagnosed = new ArrayList<>();
      for (Planned planned : session.plans()) {
        LiveWitness witness =
            new LiveWitness(cluster, planned.service().id().namespace(), refusals, nodes);
        diagnosed.add(diagnose(planned, session.workspace(), witness));
      }
      streams.out().print(print(diagnosed));
      session.tellRefusals();
      refusals.lines().forEach(line -> streams.err().println("warning: " + line));
      return diagnosed.stream().allMatch(DiagnosedService::isReady)
          ? ExitCode.OK
          : ExitCode.FINDINGS;
    }
  }

  private static DiagnosedService diagnose(Planned planned, Workspace workspace, Witness witness) {
    NamespacedName id = planned.service().id();
    ObjectNode tree = planned.service().tree();
    LLMInferenceServiceStatus status =
        Objects.requireNonNullElse(
            Trees.read(tree.path("status"), LLMInferenceServiceStatus.class),
            LLMInferenceServiceStatus.NONE);
    ClusterFacts facts = workspace.cluster().facts(id, Set.of());
    Diagnosis diagnosis =
        new Diagnostician(
                tree,
                status.conditions(),
                planned.plan(),
                facts.children(),
                facts.served(),
                witness)
            .diagnose();
    List<Finding> warnings =
        planned.plan().findings().stream()
            .filter(finding -> finding.severity() == Severity.WARNING)
            .toList();
    return new DiagnosedService(id, diagnosis, warnings);
  }

  private String print(List<DiagnosedService> diagnosed) {
    return switch (output.format) {
      case text -> DiagnosisText.of(diagnosed, Instant.now(), streams.colours());
      case yaml -> DiagnosisTree.yaml(diagnosed);
      case json -> DiagnosisTree.json(diagnosed);
    };
  }
}
