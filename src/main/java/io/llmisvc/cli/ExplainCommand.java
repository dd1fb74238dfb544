package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cli.explanation.ChildPath;
import io.llmisvc.cli.explanation.ChildText;
import io.llmisvc.cli.explanation.ExplainedService;
import io.llmisvc.cli.explanation.ExplainedYaml;
import io.llmisvc.cli.explanation.ExplanationText;
import io.llmisvc.cli.explanation.ExplanationTree;
import io.llmisvc.cli.explanation.FieldPath;
import io.llmisvc.cli.explanation.LayerShare;
import io.llmisvc.cli.explanation.LayerText;
import io.llmisvc.cli.input.UnreadableInputException;
import io.llmisvc.cli.output.Json;
import io.llmisvc.cli.output.Report;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.tree.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints where each value of an effective spec comes from. */
@Command(
    name = "explain",
    description =
        "Prints the effective spec of each service as YAML, beside each line the layer that set it"
            + " and what it beat. What comes from one layer as a whole is folded into one line; a"
            + " PATH opens it. In children, a value is that of a field of the spec, or the operator"
            + " made it of the fields that are named: it changes when one of them does.",
    footer = {
      "",
      "Layers, lowest first: preset, baseRef, service; 'operator' marks what is derived after them.",
      "",
      "Exit codes: 0; 1 when a finding is an error or nothing is set at PATH; 2 when arguments or",
      "input cannot be read.",
      "",
      "Examples:",
      "  llmisvc explain llama -n team-a",
      "  llmisvc explain -f service.yaml",
      "  llmisvc explain -f service.yaml spec.router.route",
      "  llmisvc explain -f service.yaml 'template.containers[main].image'",
      "  llmisvc explain -f service.yaml --layer my-config",
      "  llmisvc explain -f service.yaml Deployment.spec.template",
      "  llmisvc explain -f service.yaml -o json | jq '.[].values[] | select(.beaten != [])'"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin InputOptions input = new InputOptions();

  @Parameters(
      arity = "0..2",
      paramLabel = "SERVICE|PATH",
      description =
          "Of a cluster, first the name of a service. PATH is a value or a subtree, such as"
              + " spec.template; elements of a list are named by their keys, as in"
              + " containers[name=main]. Or one in children, such as Deployment.spec.replicas or"
              + " HTTPRoute/my-llm-kserve-route.spec. The whole spec when not given.")
  List<String> arguments = List.of();

  @Option(
      names = "--unfold",
      description =
          "Give each value lines of its own, also where a whole subtree comes from one layer; then"
              + " any reader of YAML reads what is printed.")
  boolean unfold;

  @Option(
      names = "--flat",
      description = "Print a list of paths and values, each with its layer and all that it beat.")
  boolean flat;

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description =
          "Print what one layer says, and what became of it: the name of a config, 'service' or"
              + " 'operator'.")
  @Nullable String layer;

  @Mixin OutputOption output = new OutputOption();

  private String path = "";

  ExplainCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    List<String> services = namesService() ? List.of(arguments.getFirst()) : List.of();
    path = arguments.size() > services.size() ? arguments.getLast() : "";
    refuseContradictions();
    try (Session session = Session.open(input, services, streams)) {
      return call(session);
    }
  }

  /** Files have few services, and a cluster has many. */
  private boolean namesService() {
    return !arguments.isEmpty() && (input.isLive() || arguments.size() == 2);
  }

  private int call(Session session) {
    List<OfflinePlanner.ExplainedPlan> plans =
        session.services().stream().map(session.planner()::explain).toList();
    boolean isAnswered = answer(session, plans);
    List<Report> reports = plans.stream().map(plan -> report(session, plan)).toList();
    int exitCode = session.report(reports);
    return exitCode == ExitCode.OK && !isAnswered ? nothing(plans) : exitCode;
  }

  private void refuseContradictions() {
    if (flat && unfold) {
      throw new UnreadableInputException(List.of("--flat has no tree to unfold; leave one out"));
    }
    if (layer != null && (flat || ChildPath.of(path).isPresent())) {
      throw new UnreadableInputException(
          List.of(
              "--layer shows a config as a tree of the spec; leave out --layer or %s"
                  .formatted(flat ? "--flat" : path)));
    }
  }

  /**
   * @return whether there was anything to print
   */
  private boolean answer(Session session, List<OfflinePlanner.ExplainedPlan> plans) {
    Optional<ChildPath> child = ChildPath.of(path);
    if (child.isPresent()) {
      return print(
          plans.stream()
              .flatMap(plan -> session.planner().children(plan, child.get()).stream())
              .toList(),
          ExplanationTree::ofChildren,
          all -> flat ? ChildText.flat(all) : ChildText.yaml(all, unfold, streams.colours()));
    }
    FieldPath wanted = FieldPath.inSpec(path);
    String name = layer;
    if (name != null) {
      return print(
          plans.stream()
              .flatMap(plan -> LayerShare.of(plan.id(), plan.explanation(), name, wanted).stream())
              .filter(share -> !share.items().isEmpty())
              .toList(),
          ExplanationTree::ofLayer,
          all -> LayerText.of(all, wanted, unfold, streams.colours()));
    }
    List<ExplainedService> services =
        plans.stream()
            .map(
                plan ->
                    new ExplainedService(
                        plan.id(), plan.plan().accelerators(), plan.explanation(), wanted))
            .toList();
    print(
        services,
        ExplanationTree::of,
        all -> flat ? ExplanationText.of(all) : ExplainedYaml.of(all, unfold, streams.colours()));
    return services.stream().anyMatch(it -> !it.entries().isEmpty());
  }

  private <T> boolean print(
      List<T> all, Function<List<T>, ArrayNode> tree, Function<List<T>, String> text) {
    streams
        .out()
        .print(
            switch (output.format) {
              case text -> text.apply(all);
              case yaml -> Yaml.text(tree.apply(all));
              case json -> Json.text(tree.apply(all));
            });
    return !all.isEmpty();
  }

  /** Children also need a spec that is valid, not only one that can be composed. */
  private Report report(Session session, OfflinePlanner.ExplainedPlan plan) {
    List<Finding> findings = new ArrayList<>(session.unknownFields().findings(plan.service()));
    findings.addAll(
        ChildPath.of(path).isPresent() ? plan.plan().findings() : plan.explanation().findings());
    return new Report(ServingApi.SERVICE_KIND, plan.id(), findings);
  }

  private int nothing(List<OfflinePlanner.ExplainedPlan> plans) {
    streams.err().println("error: " + problem(plans));
    return ExitCode.FINDINGS;
  }

  private String problem(List<OfflinePlanner.ExplainedPlan> plans) {
    if (ChildPath.of(path).isPresent()) {
      return "nothing is set at %s; the children are %s"
          .formatted(
              path,
              sorted(
                  plans,
                  plan ->
                      plan.plan().children().stream()
                          .map(child -> child.key().kind().kind() + "/" + child.key().name())));
    }
    boolean isKnown =
        layer == null
            || plans.stream()
                .anyMatch(
                    plan ->
                        LayerShare.of(plan.id(), plan.explanation(), layer, new FieldPath(""))
                            .isPresent());
    return isKnown
        ? "nothing is set at %s%s"
            .formatted(FieldPath.inSpec(path).text(), layer == null ? "" : " by " + layer)
        : "no layer is called %s; there are %s"
            .formatted(layer, sorted(plans, plan -> LayerShare.names(plan.explanation()).stream()));
  }

  private static String sorted(
      List<OfflinePlanner.ExplainedPlan> plans,
      Function<OfflinePlanner.ExplainedPlan, Stream<String>> names) {
    return plans.stream().flatMap(names).distinct().collect(Collectors.joining(", "));
  }
}
