package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.HashMap;
import java.util.Map;

/**
 * Which accounts pods of a service may still run as. Without its account a running pod loses its
 * token, and a new one of an old template cannot start.
 */
final class AccountsInUse {
  private final KindClient client;
  private final ObjectStore store;

  AccountsInUse(KindClient client, ObjectStore store) {
    this.client = client;
    this.store = store;
  }

  /**
   * True while a workload names the account, and after that until the pods of its earlier templates
   * are replaced. Asks the API server only then; the workload's status tells when to ask again.
   */
  boolean contain(ServiceMeta service, ObjectKey account) {
    Map<ObjectKey, ObjectNode> workloads = new HashMap<>(store.children(service.id()));
    workloads.keySet().removeIf(key -> key.kind().podTemplates().isEmpty());
    return workloads.entrySet().stream()
            .anyMatch(it -> names(it.getKey().kind(), it.getValue(), account.name()))
        || (!workloads.isEmpty() && isRunBy(account));
  }

  private static boolean names(Kind kind, JsonNode workload, String account) {
    return kind.podTemplates().stream()
        .map(pod -> workload.at(pod + "/spec/serviceAccountName"))
        .anyMatch(name -> name.asText().equals(account));
  }

  private boolean isRunBy(ObjectKey account) {
    return client
        .in(Kind.POD, account.namespace())
        .withField("spec.serviceAccountName", account.name())
        .list()
        .getItems()
        .stream()
        .anyMatch(AccountsInUse::isRunning);
  }

  private static boolean isRunning(GenericKubernetesResource pod) {
    String phase = ClientTrees.of(pod).at("/status/phase").asText();
    return !pod.isMarkedForDeletion() && !phase.equals("Succeeded") && !phase.equals("Failed");
  }
}
