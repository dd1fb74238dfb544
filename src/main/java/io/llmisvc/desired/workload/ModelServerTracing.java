package io.llmisvc.desired.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.llmisvc.api.spec.TracingSpec;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.PodFragment;
import io.llmisvc.desired.Tracing;
import io.llmisvc.desired.server.ModelServer;
import java.util.List;
import java.util.stream.Stream;

/** Export of traces from the model server of a pod. */
final class ModelServerTracing {
  private ModelServerTracing() {}

  /** Nothing while traces are off; a finding when they are on and have nowhere to go. */
  static PodFragment of(Part part, PodSpec template, Context context) {
    TracingSpec tracing = context.effective().spec().tracing();
    if (tracing == null) {
      return PodFragment.NOTHING;
    }
    String endpoint = tracing.exporterEndpoint();
    if (endpoint == null || endpoint.isEmpty()) {
      return PodFragment.finding(
          part.blame(context.effective())
              .warning(
                  "TracingWithoutEndpoint",
                  "spec.tracing.exporterEndpoint",
                  "is not set, so the model server exports no traces; give the address of a"
                      + " collector, such as http://otel-collector:4317"));
    }
    return PodFragment.named(template.getContainers(), PodFeatures.CONTAINER)
        .map(
            main ->
                PodFragment.container(
                    PodFeatures.CONTAINER,
                    Tracing.of(
                        part == Part.PREFILL
                            ? "inference-server-prefill"
                            : "inference-server-decode",
                        List.of(
                            List.of("--otlp-traces-endpoint", endpoint),
                            List.of("--collect-detailed-traces", "all")),
                        tracing,
                        context.service(),
                        flags(main))))
        .orElse(PodFragment.NOTHING);
  }

  /** Flags in the spelling with dashes; vLLM takes underscores for the same. */
  private static List<String> flags(Container main) {
    String more = ContainerEnvironment.of(main).value(ModelServer.MORE_ARGUMENTS).orElse("");
    return Stream.of(main.getCommand(), main.getArgs(), List.of(more.split("\\s+")))
        .flatMap(List::stream)
        .filter(word -> word.startsWith("-"))
        .map(word -> word.replace('_', '-'))
        .toList();
  }
}
