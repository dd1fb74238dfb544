package io.llmisvc.cluster.serving;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.llmisvc.api.ServingApi;
import java.util.List;

/** An object by which the API server knows of webhooks of the operator. */
record Caller(CallerKind kind, String name) {
  private static final String SERVICES = "llminferenceservice." + ServingApi.GROUP;
  private static final String CONFIGS = "llminferenceserviceconfig." + ServingApi.GROUP;

  /** All of them; an installation need not have any. */
  static final List<Caller> ALL =
      List.of(
          new Caller(CallerKind.MUTATING_WEBHOOKS, SERVICES),
          new Caller(CallerKind.VALIDATING_WEBHOOKS, SERVICES),
          new Caller(CallerKind.VALIDATING_WEBHOOKS, CONFIGS),
          new Caller(CallerKind.DEFINITION, ServingApi.SERVICE_PLURAL + "." + ServingApi.GROUP),
          new Caller(CallerKind.DEFINITION, ServingApi.CONFIG_PLURAL + "." + ServingApi.GROUP));

  /** The object without anything but its name. */
  GenericKubernetesResource reference() {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion(kind.context().getGroup() + "/" + kind.context().getVersion())
        .withKind(kind.context().getKind())
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .build();
  }
}
