package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.input.SnapshotReader;
import io.llmisvc.cli.output.FitnessReport;
import io.llmisvc.composition.layer.Presets;
import io.llmisvc.fitness.Fitness;
import io.llmisvc.fitness.FitnessLine;
import io.llmisvc.fitness.Level;
import io.llmisvc.fitness.Shipped;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.tree.Yaml;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether a cluster is fit. */
@Command(
    name = "doctor",
    description =
        "Says whether the cluster is fit: definitions, webhooks, presets, the operator, its"
            + " settings and rights, Gateway, controllers, devices, and who else is there. It reads"
            + " only; what may not be read is said, and the rest is looked at all the same.",
    footer = {
      "",
      "Exit codes: 0; 1 when a line is an error; 2 when the cluster cannot be reached.",
      "",
      "Examples:",
      "  llmisvc doctor",
      "  llmisvc doctor --all-namespaces --context production",
      "  llmisvc doctor -o json | jq '.[] | select(.level == \"error\")'"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin SystemOptions options = new SystemOptions();

  @Mixin OutputOption output = new OutputOption();

  DoctorCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (LiveCluster cluster = options.connect()) {
      List<FitnessLine> lines =
          Fitness.of(
              SnapshotReader.read(
                  cluster, options.systemNamespace, options.namespace(cluster), Instant.now()),
              shipped(options.systemNamespace));
      streams.out().print(print(lines));
      return lines.stream().anyMatch(line -> line.level() == Level.ERROR)
          ? ExitCode.FINDINGS
          : ExitCode.OK;
    }
  }

  private String print(List<FitnessLine> lines) {
    return switch (output.format) {
      case text -> FitnessReport.text(lines, streams.colours());
      case yaml -> FitnessReport.yaml(lines);
      case json -> FitnessReport.json(lines);
    };
  }

  /** What this version brings. */
  static Shipped shipped(String systemNamespace) {
    String prefix = Presets.installedPrefix();
    return new Shipped(
        List.of(
            CrdsCommand.definition(ServingApi.SERVICE_PLURAL),
            CrdsCommand.definition(ServingApi.CONFIG_PLURAL)),
        prefix,
        Presets.load(prefix, systemNamespace),
        objects("/rights/rbac.yaml"),
        objects("/rights/self-managed/rbac.yaml"));
  }

  private static List<ObjectNode> objects(String resource) {
    return Yaml.objects(Resource.text(resource));
  }
}
