package io.llmisvc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.cli.input.Document;
import io.llmisvc.cli.output.EffectiveService;
import io.llmisvc.cli.output.RenderedPlan;
import io.llmisvc.model.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what the operator would create. */
@Command(
    name = "render",
    description =
        "Prints the objects that the operator creates for each service, and as comments those that"
            + " must not exist. Findings go to the standard error.",
    footer = {
      "",
      "Exit codes: 0; 1 when a finding is an error; 2 when arguments or input cannot be read.",
      "",
      "Examples:",
      "  llmisvc render -f service.yaml",
      "  llmisvc render -f service.yaml -f team-configs/ -o json",
      "  llmisvc render -f service.yaml --effective",
      "  kubectl get llmisvc,llminferenceserviceconfigs,gateways -A -o yaml | llmisvc render -f -",
      "",
      "The file of --facts is YAML with these keys, all optional:",
      "  served    optional kinds that the cluster serves, as Kind.group/version; without it all",
      "  objects   what exists, beside the objects of -f",
      "  absent    what does not exist: apiVersion, kind, namespace and name of each; without it",
      "            nothing exists that is not listed",
      "  children  live children of the services",
      "For example:",
      "  served:",
      "  - HTTPRoute.gateway.networking.k8s.io/v1",
      "  - InferencePool.inference.networking.k8s.io/v1",
      "  objects:",
      "  - apiVersion: gateway.networking.k8s.io/v1",
      "    kind: Gateway",
      "    metadata: {name: kserve-ingress-gateway, namespace: kserve}"
    })
final class RenderCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin HelpOption help = new HelpOption();

  @Mixin ServiceNames services = new ServiceNames();

  @Mixin InputOptions input = new InputOptions();

  @Option(
      names = "--effective",
      description = "Print each service with its merged spec instead of its children.")
  boolean effective;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "A YAML stream, or one Kubernetes List in JSON; ${DEFAULT-VALUE}.")
  ManifestFormat format = ManifestFormat.yaml;

  RenderCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() {
    try (Session session = Session.open(input, services.names, streams)) {
      return call(session);
    }
  }

  private int call(Session session) {
    List<Planned> planned = session.plans();
    List<Planned> stored = planned.stream().filter(one -> !one.isRefused()).toList();
    streams.out().print(effective ? effective(stored) : children(stored));
    return session.report(planned.stream().map(Planned::report).toList());
  }

  private String children(List<Planned> planned) {
    List<Plan> plans = planned.stream().map(Planned::plan).toList();
    return switch (format) {
      case yaml -> String.join("", plans.stream().map(RenderedPlan::yaml).toList());
      case json -> RenderedPlan.json(plans);
    };
  }

  private String effective(List<Planned> planned) {
    List<ObjectNode> merged = new ArrayList<>();
    for (Planned one : planned) {
      Document service = one.service();
      one.plan()
          .effective()
          .ifPresent(spec -> merged.add(EffectiveService.of(service.tree(), spec)));
    }
    return switch (format) {
      case yaml -> String.join("", merged.stream().map(EffectiveService::yaml).toList());
      case json -> EffectiveService.json(merged);
    };
  }
}
