package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which accounts pods of a service may still run as. Without its account a running pod loses its
 * token, and a new one of an old template cannot start.
 */
final class AccountsInUse {
  private static final List<String> PODS =
      List.of(
          "/spec/template/spec",
          "/spec/leaderWorkerTemplate/leaderTemplate/spec",
          "/spec/leaderWorkerTemplate/workerTemplate/spec");

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
    List<JsonNode> workloads = workloads(service).toList();
    return workloads.stream().anyMatch(workload -> names(workload, account.name()))
        || (!workloads.isEmpty() && isRunBy(account));
  }

  private Stream<JsonNode> workloads(ServiceMeta service) {
    return store.children(service.id()).entrySet().stream()
        .filter(
            child ->
                child.getKey().kind() == Kind.DEPLOYMENT
                    || child.getKey().kind() == Kind.LEADER_WORKER_SET)
        .map(child -> child.getValue());
  }

  private static boolean names(JsonNode workload, String account) {
    return PODS.stream()
        .map(workload::at)
        .anyMatch(pod -> pod.path("serviceAccountName").asText().equals(account));
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
