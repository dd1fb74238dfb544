package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.capacity.Capacity;
import io.llmisvc.capacity.Moment;
import io.llmisvc.capacity.Placement;
import io.llmisvc.capacity.Supply;
import io.llmisvc.cli.input.ClusterFiles;
import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.cli.output.CapacityText;
import io.llmisvc.cli.output.CapacityTree;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.model.Plan;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints whether nodes have room for services. */
@Command(
    name = "capacity",
    description =
        "Prints what the pods of all services ask for (accelerators, CPU, memory, pods) now, during"
            + " a rollout of all of them and at the maximum of their autoscaling, and whether the"
            + " nodes have room for it: every pod must find a node that it may be on.",
    footer = {
      "",
      "Exit codes: 0; 1 when something of --fail-on does not fit, or a service has an error; 2 when",
      "arguments or input cannot be read.",
      "",
      "Examples:",
      "  llmisvc capacity -f services/",
      "  kubectl get nodes -o yaml | llmisvc capacity -f services/ --nodes -",
      "  kubectl get nodes,pods,resourceslices,deviceclasses -A -o yaml > cluster.yaml",
      "  llmisvc capacity -f services/ --nodes cluster.yaml --fail-on now,rollout",
      "  llmisvc capacity -f services/ --nodes cluster.yaml --pool-label team -o json"
    })
final class CapacityCommand implements Callable<Integer> {
  /** The moments. The names are what the user types. */
  enum Limit {
    now(Moment.NOW),
    rollout(Moment.ROLLOUT),
    maximum(Moment.MAXIMUM);

    private final Moment moment;

    Limit(Moment moment) {
      this.moment = moment;
    }
  }

  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--nodes",
      paramLabel = "FILE|DIR|-",
      description =
          "The nodes, as kubectl get nodes -o yaml prints them; pods beside them take room,"
              + " ResourceSlices and DeviceClasses say which devices there are. They may as well be"
              + " among the files of -f. May be given many times.")
  List<String> nodes = List.of();

  @Option(
      names = "--pool-label",
      paramLabel = "KEY",
      description =
          "The label that names the pool of a node; those of GKE, EKS, AKS and Karpenter, else the"
              + " instance type, when not given.")
  List<String> poolLabels = List.of();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "now|rollout|maximum",
      defaultValue = "now,rollout,maximum",
      description = "What must fit, or the exit code is 1; ${DEFAULT-VALUE}.")
  List<Limit> limits = List.of();

  @Mixin OutputOption output = new OutputOption();

  CapacityCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    byte[] stdin = stdin();
    try (Session session = Session.open(input, services.names, streams, stdin)) {
      return call(session, stdin);
    }
  }

  private int call(Session session, byte[] stdin) {
    List<Planned> planned = session.plans();
    List<Plan> plans = planned.stream().filter(one -> !one.isRefused()).map(Planned::plan).toList();
    LiveCluster cluster = session.cluster();
    Supply supply =
        cluster == null || !nodes.isEmpty()
            ? supply(new ByteArrayInputStream(stdin))
            : Supply.of(LiveSupply.read(cluster, plans), poolLabels());
    Capacity capacity = Capacity.of(plans, supply);
    streams
        .out()
        .print(
            switch (output.format) {
              case text -> CapacityText.of(capacity);
              case yaml -> CapacityTree.yaml(capacity);
              case json -> CapacityTree.json(capacity);
            });
    int exitCode = session.report(planned.stream().map(Planned::errors).toList());
    return exitCode == ExitCode.OK ? judge(capacity) : exitCode;
  }

  /** Services and nodes may stand in one stream, which is read once. */
  private byte[] stdin() {
    return Stream.concat(input.files.stream(), nodes.stream()).anyMatch("-"::equals)
        ? ClusterFiles.bytes(streams.in())
        : new byte[0];
  }

  private Supply supply(InputStream stdin) {
    List<String> files = Stream.concat(input.files.stream(), nodes.stream()).distinct().toList();
    List<ObjectNode> objects = ClusterFiles.read(files, input.recursive, stdin);
    if (!nodes.isEmpty()
        && objects.stream().noneMatch(one -> one.path("kind").asText().equals("Node"))) {
      throw new UnreadableInputException(
          List.of(
              "--nodes: no Node in %s; kubectl get nodes -o yaml prints them"
                  .formatted(String.join(", ", nodes))));
    }
    return Supply.of(objects, poolLabels());
  }

  private List<String> poolLabels() {
    return poolLabels.isEmpty() ? Supply.POOL_LABELS : poolLabels;
  }

  private int judge(Capacity capacity) {
    List<String> broken = new ArrayList<>();
    for (Limit limit : limits.stream().distinct().sorted().toList()) {
      Placement placement = capacity.placements().get(limit.moment);
      if (placement != null && !placement.fits()) {
        broken.add(limit + ": " + CapacityText.verdict(placement, capacity.knowsDevices()));
      }
    }
    broken.forEach(one -> streams.err().printf("error: %s (--fail-on)%n", one));
    return broken.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }
}
