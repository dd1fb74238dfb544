package io.llmisvc.cluster.storage;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.llmisvc.api.ServingApi;
import io.llmisvc.cluster.MetadataClient;
import io.llmisvc.model.naming.NamespacedName;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** All objects of one of the operator's own kinds, as they are stored. */
final class OwnObjects {
  private static final long PAGE = 500;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final KubernetesClient metadata;
  private final ResourceDefinitionContext context;

  /**
   * @param executor of what the client does by itself
   */
  OwnObjects(KubernetesClient client, Executor executor, String kind, String plural) {
    this.client = client;
    this.metadata = MetadataClient.of(client, executor);
    this.context =
        new ResourceDefinitionContext.Builder()
            .withGroup(ServingApi.GROUP)
            .withVersion(ServingApi.V1ALPHA2)
            .withKind(kind)
            .withPlural(plural)
            .withNamespaced(true)
            .build();
  }

  /** The name of their definition. */
  String definition() {
    return context.getPlural() + "." + context.getGroup();
  }

  /** Which there are, asked for in pages and without what is in them. */
  List<NamespacedName> names() {
    List<NamespacedName> names = new ArrayList<>();
    @Nullable String rest = null;
    do {
      GenericKubernetesResourceList page =
          metadata
              .genericKubernetesResources(context)
              .inAnyNamespace()
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(rest).build());
      page.getItems().stream()
          .map(GenericKubernetesResource::getMetadata)
          .forEach(it -> names.add(new NamespacedName(it.getNamespace(), it.getName())));
      rest = page.getMetadata().getContinue();
    } while (rest != null && !rest.isEmpty());
    return names;
  }

  /**
   * Has an object written as it is, in the storage version; nothing happens to one that is gone, or
   * is stored so.
   */
  void rewrite(NamespacedName name) {
    GenericKubernetesResource reference =
        new GenericKubernetesResourceBuilder()
            .withApiVersion(context.getGroup() + "/" + context.getVersion())
            .withKind(context.getKind())
            .withNewMetadata()
            .withNamespace(name.namespace())
            .withName(name.name())
            .endMetadata()
            .build();
    try {
      client.genericKubernetesResources(context).resource(reference).patch(MERGE, "{}");
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }
}
