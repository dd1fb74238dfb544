package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.llmisvc.api.ServingApi;
import io.llmisvc.model.naming.ObjectKey;
import java.net.HttpURLConnection;

/** Makes objects that belong to no service: configs, and ConfigMaps of the operator itself. */
public final class SystemObjects {
  private final ServerSideApply objects;

  SystemObjects(KindClient client) {
    this.objects = new ServerSideApply(client);
  }

  /**
   * Makes a complete object.
   *
   * @return false when there is one of its name, which stays as it is
   * @throws KubernetesClientException when it cannot be made, or this operator does not lead
   */
  public boolean create(ObjectNode object) {
    try {
      objects.create(collection(object), object);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private static String collection(ObjectNode object) {
    return ObjectKey.of(object)
        .map(ServerSideApply::collection)
        .orElseGet(
            () ->
                "/apis/%s/namespaces/%s/%s"
                    .formatted(
                        object.path("apiVersion").asText(),
                        object.path("metadata").path("namespace").asText(),
                        ServingApi.CONFIG_PLURAL));
  }
}
