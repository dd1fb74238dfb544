package io.llmisvc.cli;

import io.llmisvc.cli.input.GitAddress;
import io.llmisvc.cli.input.Workspace;
import io.llmisvc.cli.output.ForetoldImpact;
import io.llmisvc.cli.output.ImpactMarkdown;
import io.llmisvc.cli.output.ImpactText;
import io.llmisvc.cli.output.ImpactTree;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.plan.Impact;
import io.llmisvc.plan.PlanChange;
import io.llmisvc.status.outlook.Outlook;
import io.llmisvc.status.outlook.OutlookChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
            + " accelerators before and after, URLs that move, conditions and findings that appear or go."
            + " Services, configs,"
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
    Map<NamespacedName, Foreseen> before = foreseen(GitAddress.completed(from, to));
    Map<NamespacedName, Foreseen> after = foreseen(GitAddress.completed(to, from));
    ForetoldImpact foretold = foretold(before, after);
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

  /** A service, and what its status will say. */
  private record Foreseen(Planned planned, Outlook outlook) {}

  private Map<NamespacedName, Foreseen> foreseen(List<String> files) {
    Session session =
        Session.open(reading.source(files, streams.in()), reading.unknownFields, streams);
    Workspace workspace = session.workspace();
    return session.planner().plans(workspace.services()).stream()
        .collect(
            Collectors.toMap(
                planned -> planned.service().id(),
                planned ->
                    new Foreseen(
                        planned,
                        Outlook.of(
                            planned.plan(), workspace.settings(), workspace.cluster()::facts))));
  }

  private static ForetoldImpact foretold(
      Map<NamespacedName, Foreseen> before, Map<NamespacedName, Foreseen> after) {
    Set<NamespacedName> all =
        new TreeSet<>(
            Comparator.comparing(NamespacedName::namespace).thenComparing(NamespacedName::name));
    all.addAll(before.keySet());
    all.addAll(after.keySet());
    List<PlanChange> changes = new ArrayList<>();
    Map<NamespacedName, OutlookChange> outlooks = new HashMap<>();
    for (NamespacedName service : all) {
      @Nullable Foreseen stored = before.get(service);
      if (stored != null && stored.planned.isRefused()) {
        stored = null;
      }
      PlanChange change = change(service, stored, after.get(service));
      changes.add(change);
      outlooks.put(service, outlook(change.extent(), stored, after.get(service)));
    }
    return new ForetoldImpact(new Impact(changes), outlooks);
  }

  /** What cannot be stored leaves the status as it is; of one that comes or goes, its URLs. */
  private static OutlookChange outlook(
      PlanChange.Extent extent, @Nullable Foreseen before, @Nullable Foreseen after) {
    if (after != null && after.planned.isRefused()) {
      return OutlookChange.NONE;
    }
    Outlook was = before == null ? Outlook.NONE : before.outlook;
    Outlook is = after == null ? Outlook.NONE : after.outlook;
    return switch (extent) {
      case NEW, GONE -> OutlookChange.between(was, is).withoutConditions();
      case BROKEN -> OutlookChange.between(was, is.keeping(was));
      case CHANGED, SAME -> OutlookChange.between(was, is);
    };
  }

  /** What could not be stored before is as good as new. */
  private static PlanChange change(
      NamespacedName service, @Nullable Foreseen stored, @Nullable Foreseen after) {
    if (after == null) {
      return stored == null
          ? PlanChange.refused(service, 0, List.of())
          : PlanChange.going(stored.planned.plan());
    }
    if (after.planned.isRefused()) {
      long accelerators = stored == null ? 0 : stored.planned.plan().accelerators();
      return PlanChange.refused(service, accelerators, after.planned.report().findings());
    }
    return stored == null
        ? PlanChange.coming(after.planned.plan())
        : PlanChange.between(stored.planned.plan(), after.planned.plan());
  }
}
