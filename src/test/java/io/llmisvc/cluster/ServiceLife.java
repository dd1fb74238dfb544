package io.llmisvc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.llmisvc.cluster.ChildWriter.Written;
import io.llmisvc.model.AbsentChild;
import io.llmisvc.model.Child;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.Plan;
import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Takeover;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import io.llmisvc.plan.Planner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One service on a real API server, in the order in which the reconcilers write. No controller
 * runs, so there are no pods.
 */
final class ServiceLife {
  private static final int PASSES = 4;

  private final Planner planner = Planner.create();
  private final ObjectStore store = new ObjectStore();
  private final KindClient client;
  private final ChildWriter writer;
  private final ServiceMeta service;
  private final List<String> writes = new ArrayList<>();

  ServiceLife(KubernetesClient client, ServiceMeta service) {
    this.client = new KindClient(client);
    this.writer = new ChildWriter(this.client, store, Clock.systemUTC());
    this.service = service;
  }

  /**
   * Makes the service be as given, whatever it was before.
   *
   * @return what the API server stores then
   */
  Map<String, ObjectNode> become(CorpusServices.Named wanted) {
    for (int pass = 1; ; pass++) {
      Plan plan = planner.plan(wanted.over(store.children(service.id())));
      List<String> written = pass(plan);
      writes.addAll(written);
      if (written.isEmpty()) {
        return stored(plan);
      }
      assertThat(pass)
          .as("passes until nothing is written; the last one: %s", written)
          .isLessThan(PASSES);
    }
  }

  /** What was written so far, in order. */
  List<String> writes() {
    return List.copyOf(writes);
  }

  /** Makes an object as another controller of the service would, by its client. */
  ObjectNode makeAs(KubernetesClient other, ObjectNode object) {
    ObjectKey key = ObjectKey.of(object).orElseThrow();
    ObjectNode stored =
        ClientTrees.of(
            new KindClient(other)
                .in(key.kind(), key.namespace())
                .resource(ClientTrees.resource(object))
                .create());
    store.put(key, stored);
    return stored;
  }

  ObjectNode live(ObjectKey key) {
    return ClientTrees.of(client.one(key).get());
  }

  /** Nothing of the service is left; accounts go last, when no workload names them. */
  void end() {
    store.children(service.id()).keySet().stream()
        .sorted(Comparator.comparing(ObjectKey::kind).reversed())
        .map(key -> new AbsentChild(ChildRole.WORKLOAD_SERVICE, key, "it is over"))
        .forEach(child -> writer.remove(service, child));
  }

  boolean isPlannable(CorpusServices.Named wanted) {
    Plan plan = planner.plan(wanted.over(Map.of()));
    return !plan.hasErrors() && !plan.children().isEmpty();
  }

  private List<String> pass(Plan plan) {
    List<String> written = new ArrayList<>();
    plan.absent(Stage.WORKLOAD)
        .sorted(Comparator.comparing(AbsentChild::role).reversed())
        .forEach(child -> remove(child, written));
    plan.children(Stage.WORKLOAD).forEach(child -> apply(child, written));
    plan.children(Stage.ROUTER).forEach(child -> apply(child, written));
    plan.absent(Stage.ROUTER).toList().reversed().forEach(child -> remove(child, written));
    return written;
  }

  private void apply(Child child, List<String> written) {
    note(writer.apply(service, child), child.key(), written);
  }

  private void remove(AbsentChild child, List<String> written) {
    note(writer.remove(service, child), child.key(), written);
  }

  private static void note(Written what, ObjectKey key, List<String> written) {
    if (what != Written.NOTHING && what != Written.POSTPONED) {
      written.add(what + " " + key);
    }
  }

  /** Every child as stored, without what differs each time or is left to others. */
  private Map<String, ObjectNode> stored(Plan plan) {
    Map<String, ObjectNode> stored = new TreeMap<>();
    for (ObjectKey key : store.children(service.id()).keySet()) {
      stored.put(key.toString(), comparable(live(key)));
    }
    plan.children().stream()
        .filter(child -> child.object().at("/spec/replicas").isMissingNode())
        .forEach(
            child ->
                stored.computeIfPresent(
                    child.key().toString(), (key, object) -> withoutReplicas(object)));
    return stored;
  }

  private static ObjectNode withoutReplicas(ObjectNode object) {
    if (object.get("spec") instanceof ObjectNode spec) {
      spec.remove("replicas");
    }
    return object;
  }

  private static ObjectNode comparable(ObjectNode object) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "generation"));
    metadata.withObjectProperty("annotations").remove(Takeover.APPLIED);
    object.remove("status");
    switch (object.path("kind").asText()) {
      case "Service" ->
          object.withObjectProperty("spec").remove(List.of("clusterIP", "clusterIPs"));
      case "Secret" -> {
        object.remove("data");
        metadata.remove("annotations");
      }
      default -> {}
    }
    return object;
  }
}
