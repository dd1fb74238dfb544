package io.llmisvc.cli;

import io.llmisvc.cli.input.GitAddress;
import io.llmisvc.cli.output.ImpactMarkdown;
import io.llmisvc.cli.output.ImpactText;
import io.llmisvc.cli.output.ImpactTree;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a change of manifests does. */
@Command(
    name = "impact",
    description =
        "Plans every service as it is in --from and as it is in --to, and prints what the operator"
            + " would then do: children created, changed and deleted, pods that restart,"
            + " accelerators before and after, findings that appear or go. Services, configs,"
            + " presets and the operator ConfigMap may all differ.",
    footer = {
      "",
      "Exit codes: 0; 1 when something happens that --fail-on names; 2 when arguments or input",
      "cannot be read.",
      "",
      "Examples:",
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
      required = true,
      paramLabel = "FILE|DIR|ref:REF[:PATH]|-",
      description =
          "Manifests as they are: services, configs, the operator ConfigMap and what stands around"
              + " them; - is the standard input, ref:REF:PATH what git has in that branch, tag or"
              + " commit, and ref:REF has it for the paths of --to. May be given many times.")
  List<String> from = List.of();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE|DIR|ref:REF[:PATH]|-",
      description = "Manifests as they are to be. May be given many times.")
  List<String> to = List.of();

  @Mixin ReadingOptions reading = new ReadingOptions();

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
    Impact impact = impact(plans(GitAddress.completed(from, to)), plans(GitAddress.completed(to, from)));
    streams
        .out()
        .print(
            switch (format) {
              case text -> ImpactText.of(impact);
              case yaml -> ImpactTree.yaml(impact);
              case json -> ImpactTree.json(impact);
              case markdown -> ImpactMarkdown.of(impact);
            });
    List<ImpactLimit> exceeded =
        limits.stream().distinct().filter(limit -> limit.isExceeded(impact)).toList();
    exceeded.forEach(
        limit -> streams.err().printf("error: %s (--fail-on %s)%n", limit.text(), limit));
    return exceeded.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private Map<NamespacedName, Planned> plans(List<String> files) {
    Session session =
        Session.open(reading.source(files, streams.in()), reading.unknownFields, streams);
    return session.planner().plans(session.workspace().services()).stream()
        .collect(Collectors.toMap(planned -> planned.service().id(), Function.identity()));
  }

  private static Impact impact(
      Map<NamespacedName, Planned> before, Map<NamespacedName, Planned> after) {
    Set<NamespacedName> all =
        new TreeSet<>(
            Comparator.comparing(NamespacedName::namespace).thenComparing(NamespacedName::name));
    all.addAll(before.keySet());
    all.addAll(after.keySet());
    List<PlanChange> changes = new ArrayList<>();
    for (NamespacedName service : all) {
      changes.add(change(service, before.get(service), after.get(service)));
    }
    return new Impact(changes);
  }

  /** One of both is there. What could not be stored before is as good as new. */
  private static PlanChange change(
      NamespacedName service, @Nullable Planned before, @Nullable Planned after) {
    @Nullable Planned stored = before == null || before.isRefused() ? null : before;
    if (after == null) {
      return stored == null
          ? PlanChange.refused(service, 0, List.of())
          : PlanChange.going(stored.plan());
    }
    if (after.isRefused()) {
      long accelerators = stored == null ? 0 : stored.plan().accelerators();
      return PlanChange.refused(service, accelerators, after.report().findings());
    }
    return stored == null
        ? PlanChange.coming(after.plan())
        : PlanChange.between(stored.plan(), after.plan());
  }
}
