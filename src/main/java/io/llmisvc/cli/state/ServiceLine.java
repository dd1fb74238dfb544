package io.llmisvc.cli.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.status.Condition;
import io.llmisvc.api.status.LLMInferenceServiceStatus;
import io.llmisvc.api.status.WorkloadReference;
import io.llmisvc.api.status.WorkloadStatus;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.Labels;
import io.llmisvc.model.naming.NamespacedName;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.tree.Trees;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service in short.
 *
 * @param ready {@code True}, {@code False} or {@code Unknown}; the last before the operator has
 *     looked at it in its present form
 * @param reason empty when it is ready
 * @param since when that began, in RFC 3339; empty when nothing is known
 * @param message empty when it is ready
 * @param pattern {@code deployment}, {@code leader-worker-set}, {@code prefill-decode}, {@code
 *     prefill-decode-leader-worker-set}; empty when nothing runs
 * @param replicas absent when nothing runs
 * @param prefill absent when there is no prefill workload
 * @param accelerators what its pods ask for together
 * @param url empty when it has none
 */
public record ServiceLine(
    NamespacedName service,
    String ready,
    String reason,
    String since,
    String message,
    String pattern,
    @Nullable Replicas replicas,
    @Nullable Replicas prefill,
    long accelerators,
    String url) {
  private static final String READY = "Ready";
  private static final String TRUE = "True";

  /**
   * Replicas of a workload.
   *
   * @param wanted absent when the workload could not be read
   */
  public record Replicas(int ready, @Nullable Integer wanted) {
    @Override
    public String toString() {
      return ready + "/" + (wanted == null ? "?" : wanted);
    }
  }

  /**
   * @param workloads Deployments and LeaderWorkerSets, those of the service among them
   */
  public static ServiceLine of(ObjectNode service, Map<ObjectKey, ObjectNode> workloads) {
    JsonNode metadata = service.path("metadata");
    NamespacedName id =
        new NamespacedName(metadata.path("namespace").asText(), metadata.path("name").asText());
    LLMInferenceServiceStatus status =
        service.has("status")
            ? Trees.read(service.get("status"), LLMInferenceServiceStatus.class)
            : LLMInferenceServiceStatus.NONE;
    WorkloadStatus running = status.workloads();
    @Nullable WorkloadReference main = running == null ? null : running.primary();
    @Nullable WorkloadReference prefill = running == null ? null : running.prefill();
    Condition ready = ready(metadata, status);
    boolean isReady = TRUE.equals(ready.status());
    return new ServiceLine(
        id,
        text(ready.status()),
        isReady ? "" : text(ready.reason()),
        text(ready.lastTransitionTime()),
        isReady ? "" : text(ready.message()),
        pattern(main, prefill),
        replicas(id, main, workloads),
        replicas(id, prefill, workloads),
        Long.parseLong(status.annotations().getOrDefault(Labels.ACCELERATORS, "0")),
        text(status.url()));
  }

  public boolean isReady() {
    return ready.equals(TRUE);
  }

  /** A status of an older generation says nothing of the present one. */
  private static Condition ready(JsonNode metadata, LLMInferenceServiceStatus status) {
    Optional<Condition> found =
        status.conditions().stream().filter(it -> READY.equals(it.type())).findFirst();
    if (found.isEmpty()) {
      return unknown("NotReconciled", "the operator has not looked at it yet; does it run?", "");
    }
    Long observed = status.observedGeneration();
    return observed != null && observed < metadata.path("generation").asLong()
        ? unknown(
            "NotReconciled",
            "the operator has not looked at its last change yet",
            text(found.get().lastTransitionTime()))
        : found.get();
  }

  private static Condition unknown(String reason, String message, String since) {
    return new Condition(READY, "Unknown", null, reason, message, since);
  }

  private static String pattern(
      @Nullable WorkloadReference main, @Nullable WorkloadReference prefill) {
    if (main == null) {
      return "";
    }
    boolean grouped = isGrouped(main) || (prefill != null && isGrouped(prefill));
    if (prefill == null) {
      return grouped ? "leader-worker-set" : "deployment";
    }
    return grouped ? "prefill-decode-leader-worker-set" : "prefill-decode";
  }

  private static boolean isGrouped(WorkloadReference workload) {
    return Kind.LEADER_WORKER_SET.kind().equals(workload.kind());
  }

  private static @Nullable Replicas replicas(
      NamespacedName service,
      @Nullable WorkloadReference workload,
      Map<ObjectKey, ObjectNode> workloads) {
    if (workload == null) {
      return null;
    }
    Kind kind = isGrouped(workload) ? Kind.LEADER_WORKER_SET : Kind.DEPLOYMENT;
    ObjectNode live =
        workloads.get(new ObjectKey(kind, service.namespace(), text(workload.name())));
    return new Replicas(
        Objects.requireNonNullElse(workload.readyReplicas(), 0),
        live == null ? null : live.path("spec").path("replicas").asInt(1));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
