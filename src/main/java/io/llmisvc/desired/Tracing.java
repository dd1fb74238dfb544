package io.llmisvc.desired;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.llmisvc.api.spec.TracingSpec;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the containers of a service export traces. What a container says itself stays. */
public final class Tracing {
  private static final String NODE_NAME = "OTEL_RESOURCE_ATTRIBUTES_NODE_NAME";
  private static final String POD_NAME = "OTEL_RESOURCE_ATTRIBUTES_POD_NAME";

  private Tracing() {}

  /**
   * @param name by which the traces of this container are told from others
   * @param flags with which its program begins to trace, each with all its words
   * @param line the command line that it has
   */
  public static ContainerFragment of(
      String name,
      List<List<String>> flags,
      TracingSpec tracing,
      ServiceMeta service,
      List<String> line) {
    List<String> added =
        flags.stream()
            .filter(flag -> !PodTrees.hasFlag(line, flag.getFirst()))
            .flatMap(List::stream)
            .toList();
    return ContainerFragment.args(List.of(), added)
        .and(ContainerFragment.defaults(environment(name, tracing, service)));
  }

  private static List<EnvVar> environment(String name, TracingSpec tracing, ServiceMeta service) {
    return List.of(
        variable("OTEL_SERVICE_NAME", name),
        variable("OTEL_EXPORTER_OTLP_ENDPOINT", tracing.exporterEndpoint()),
        variable("OTEL_TRACES_EXPORTER", tracing.exporter()),
        variable("OTEL_TRACES_SAMPLER", tracing.sampler()),
        variable("OTEL_TRACES_SAMPLER_ARG", tracing.samplerArg()),
        ContainerEnvironment.fromField(NODE_NAME, "spec.nodeName"),
        ContainerEnvironment.fromField(POD_NAME, "metadata.name"),
        variable(
            "OTEL_RESOURCE_ATTRIBUTES",
            "k8s.namespace.name=%s,k8s.node.name=$(%s),k8s.pod.name=$(%s),llmisvc.name=%s"
                .formatted(service.namespace(), NODE_NAME, POD_NAME, service.name())));
  }

  /** Without a value it is empty, which OpenTelemetry takes for not set. */
  private static EnvVar variable(String name, @Nullable String value) {
    return new EnvVar(name, value, null);
  }
}
