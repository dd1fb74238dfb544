package io.llmisvc.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.cluster.lease.LeaseTerm;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import java.util.List;

/** The client's operations for each {@link Kind}, without classes per kind. */
final class KindClient {
  private final KubernetesClient client;
  private final LeaseTerm term;
  private final NamespaceScope scope;

  KindClient(KubernetesClient client, LeaseTerm term, NamespaceScope scope) {
    this.client = client;
    this.term = term;
    this.scope = scope;
  }

  /** For an operator that is the only one, and works everywhere. */
  KindClient(KubernetesClient client) {
    this(client, LeaseTerm.endless(), new NamespaceScope(List.of()));
  }

  /** How long this client may write. */
  LeaseTerm term() {
    return term;
  }

  KubernetesClient client() {
    return client;
  }

  NamespaceScope scope() {
    return scope;
  }

  /** All objects of a kind that may be seen: one selection, or one for each namespace. */
  List<
          FilterWatchListDeletable<
              GenericKubernetesResource,
              GenericKubernetesResourceList,
              Resource<GenericKubernetesResource>>>
      everywhere(Kind kind) {
    if (!scope.covers(kind)) {
      return List.of();
    }
    if (!kind.isNamespaced()) {
      return List.of(all(kind));
    }
    if (scope.isEverywhere()) {
      return List.of(all(kind).inAnyNamespace());
    }
    return List.copyOf(scope.namespaces().stream().map(namespace -> in(kind, namespace)).toList());
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
