package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.model.Kind;
import io.llmisvc.model.ObjectKey;

/** The client's operations for each {@link Kind}, without classes per kind. */
final class KindClient {
  private final KubernetesClient client;
  private final LeaseTerm term;

  KindClient(KubernetesClient client, LeaseTerm term) {
    this.client = client;
    this.term = term;
  }

  /** For an operator that is the only one. */
  KindClient(KubernetesClient client) {
    this(client, LeaseTerm.endless());
  }

  /** How long this client may write. */
  LeaseTerm term() {
    return term;
  }

  KubernetesClient client() {
    return client;
  }

  AnyNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      everywhere(Kind kind) {
    return kind.isNamespaced() ? all(kind).inAnyNamespace() : all(kind);
  }

  NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(Kind kind, String namespace) {
    return kind.isNamespaced() ? all(kind).inNamespace(namespace) : all(kind);
  }

  Resource<GenericKubernetesResource> one(ObjectKey key) {
    return in(key.kind(), key.namespace()).withName(key.name());
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      all(Kind kind) {
    return client.genericKubernetesResources(
        new ResourceDefinitionContext.Builder()
            .withGroup(kind.group())
            .withVersion(kind.version())
            .withKind(kind.kind())
            .withPlural(kind.plural())
            .withNamespaced(kind.isNamespaced())
            .build());
  }
}
