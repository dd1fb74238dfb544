package io.llmisvc.desired.scheduler;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.llmisvc.api.spec.TracingSpec;
import io.llmisvc.desired.ContainerEnvironment;
import io.llmisvc.desired.ContainerFragment;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The environment with which the picker exports traces. */
final class EndpointPickerTracing {
  private static final String NODE_NAME = "OTEL_RESOURCE_ATTRIBUTES_NODE_NAME";
  private static final String POD_NAME = "OTEL_RESOURCE_ATTRIBUTES_POD_NAME";

  private EndpointPickerTracing() {}

  /** What is there already stays as it is. */
  static ContainerFragment of(ServiceMeta service, TracingSpec tracing) {
    List<EnvVar> env = new ArrayList<>();
    add(env, "OTEL_SERVICE_NAME", "inference-scheduler");
    add(env, "OTEL_EXPORTER_OTLP_ENDPOINT", tracing.exporterEndpoint());
    add(env, "OTEL_TRACES_EXPORTER", tracing.exporter());
    add(env, "OTEL_TRACES_SAMPLER", tracing.sampler());
    add(env, "OTEL_TRACES_SAMPLER_ARG", tracing.samplerArg());
    env.add(ContainerEnvironment.fromField(NODE_NAME, "spec.nodeName"));
    env.add(ContainerEnvironment.fromField(POD_NAME, "metadata.name"));
    add(
        env,
        "OTEL_RESOURCE_ATTRIBUTES",
        "k8s.namespace.name=%s,k8s.node.name=$(%s),k8s.pod.name=$(%s),llmisvc.name=%s"
            .formatted(service.namespace(), NODE_NAME, POD_NAME, service.name()));
    return ContainerFragment.defaults(env);
  }

  private static void add(List<EnvVar> env, String name, @Nullable String value) {
    if (value != null) {
      env.add(ContainerEnvironment.literal(name, value));
    }
  }
}
