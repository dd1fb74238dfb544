package io.llmisvc.cli;

import io.llmisvc.cli.input.GitAddress;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.ForetoldImpact;
import io.llmisvc.cli.output.ImpactMarkdown;
import io.llmisvc.cli.output.ImpactText;
import io.llmisvc.cli.output.ImpactTree;
import io.llmisvc.live.LiveCluster;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Impact;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a change of manifests does. */
@Command(
    name = "impact",
    description =
        "Plans every service as it is in --from and as it is in --to, and prints what the operator"
            + " would then do: children created, changed and deleted, pods that restart,"
            + " accelerators before and after, URLs that move, conditions and findings that appear or go."
            + " Services, configs,"
            + " presets and the operator ConfigMap may all differ.",
    footer = {
      "",
      "Exit codes: 0; 1 when something happens that --fail-on names; 2 when arguments or input",
      "cannot be read.",
      "",
      "Examples:",
      "  llmisvc impact -f changed/",
      "  llmisvc impact --from main/ --to changed/",
      "  llmisvc impact -R --from ref:main --to deploy/",
      "  llmisvc impact --from main/ --to changed/ -o markdown --fail-on restart,delete",
      "  llmisvc impact -R --from service.yaml --from old-configs/ --to service.yaml --to new-configs/",
      "  kubectl get llmisvc,llminferenceserviceconfigs -A -o yaml | llmisvc impact --from - --to new/"
    })
final class ImpactCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--from",
      paramLabel = "FILE|DIR|ref:REF[:PATH]|-",
      description =
          "Manifests as they are: services, configs, the operator ConfigMap and what stands around"
              + " them; - is the standard input, ref:REF:PATH what git has in that branch, tag or"
              + " commit, and ref:REF has it for the paths of --to. May be given many times."
              + " Without it the cluster is compared with itself after the files are applied.")
  List<String> from = List.of();

  @Option(
      names = {"--to", "-f", "--filename"},
      required = true,
      paramLabel = "FILE|DIR|ref:REF[:PATH]|-",
      description = "Manifests as they are to be. May be given many times.")
  List<String> to = List.of();

  @Mixin ReadingOptions reading = new ReadingOptions();

  @Mixin LiveOptions live = new LiveOptions();

  @Option(
      names = "--fail-on",
      split = ",",
      paramLabel = "restart|delete|finding",
      description =
          "Answer with exit code 1 when pods restart or go, when a child is deleted, when a warning"
              + " or an error appears.")
  List<ImpactLimit> limits = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|yaml|json|markdown",
      defaultValue = "text",
      description =
          "Text for people, Markdown for a comment on a change, YAML or JSON for tools;"
              + " ${DEFAULT-VALUE}.")
  ImpactFormat format = ImpactFormat.text;

  ImpactCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    ForetoldImpact foretold = from.isEmpty() ? ofCluster() : ofFiles();
    Impact impact = foretold.impact();
    streams
        .out()
        .print(
            switch (format) {
              case text -> ImpactText.of(foretold);
              case yaml -> ImpactTree.yaml(foretold);
              case json -> ImpactTree.json(foretold);
              case markdown -> ImpactMarkdown.of(foretold);
            });
    List<ImpactLimit> exceeded =
        limits.stream().distinct().filter(limit -> limit.isExceeded(impact)).toList();
    exceeded.forEach(
        limit -> streams.err().printf("error: %s (--fail-on %s)%n", limit.text(), limit));
    return exceeded.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private ForetoldImpact ofFiles() {
    return StateComparison.impact(
        StateComparison.state(reading, GitAddress.completed(from, to), streams),
        StateComparison.state(reading, GitAddress.completed(to, from), streams));
  }

  private ForetoldImpact ofCluster() {
    try (LiveCluster cluster = live.connect()) {
      AppliedState state = AppliedState.read(cluster, live, reading, to, streams.in());
      ForetoldImpact foretold =
          StateComparison.impact(foreseen(state.now()), foreseen(state.then()));
      state.then().cluster().refusals().forEach(one -> streams.err().println("warning: " + one));
      return foretold;
    }
  }

  private Map<NamespacedName, Foreseen> foreseen(Workspace workspace) {
    return StateComparison.state(workspace, new OfflinePlanner(workspace, reading.unknownFields));
  }
}
