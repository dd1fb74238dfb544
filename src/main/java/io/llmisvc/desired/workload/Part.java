package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.Blame;
import io.llmisvc.desired.server.ModelServer;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Finding;
import io.llmisvc.model.finding.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The two workloads that a service can have. */
enum Part {
  MAIN(
      "spec",
      "",
      Subject.MAIN_WORKLOAD,
      List.of(
          ChildRole.MAIN_DEPLOYMENT,
          ChildRole.WORKLOAD_SERVICE_ACCOUNT,
          ChildRole.WORKLOAD_ROLE,
          ChildRole.WORKLOAD_ROLE_BINDING),
      List.of(
          ChildRole.MAIN_LEADER_WORKER_SET,
          ChildRole.MULTI_NODE_SERVICE_ACCOUNT,
          ChildRole.MULTI_NODE_ROLE,
          ChildRole.MULTI_NODE_ROLE_BINDING),
      List.of(ChildRole.MAIN_SCALED_OBJECT, ChildRole.MAIN_AUTOSCALER)),
  PREFILL(
      "spec.prefill",
      "-prefill",
      Subject.PREFILL_WORKLOAD,
      List.of(ChildRole.PREFILL_DEPLOYMENT),
      List.of(ChildRole.PREFILL_LEADER_WORKER_SET, ChildRole.MULTI_NODE_PREFILL_SERVICE_ACCOUNT),
      List.of(ChildRole.PREFILL_SCALED_OBJECT, ChildRole.PREFILL_AUTOSCALER));

  private static final String COMPONENT = "llminferenceservice-workload";

  private final String path;
  private final String componentSuffix;
  private final Subject subject;
  private final List<ChildRole> singleNode;
  private final List<ChildRole> multiNode;
  private final List<ChildRole> scaling;

  Part(
      String path,
      String componentSuffix,
      Subject subject,
      List<ChildRole> singleNode,
      List<ChildRole> multiNode,
      List<ChildRole> scaling) {
    this.path = path;
    this.componentSuffix = componentSuffix;
    this.subject = subject;
    this.singleNode = singleNode;
    this.multiNode = multiNode;
    this.scaling = scaling;
  }

  /** Where the workload stands in the spec, without a dot at its end. */
  String path() {
    return path;
  }

  Optional<Workload> of(EffectiveSpec effective) {
    return Optional.ofNullable(
        this == MAIN ? effective.spec() : (Workload) effective.spec().prefill());
  }

  /**
   * The pod in a field of the workload, with what is empty as empty.
   *
   * @throws IllegalStateException when there is none
   */
  ObjectNode pod(EffectiveSpec effective, String field) {
    if (tree(effective).get(field) instanceof ObjectNode pod) {
      return pod;
    }
    throw new IllegalStateException(path + " has no " + field);
  }

  /** The workload as it was written. */
  JsonNode tree(EffectiveSpec effective) {
    return this == MAIN ? effective.tree() : effective.tree().path("prefill");
  }

  boolean isMultiNode(EffectiveSpec effective) {
    return of(effective).filter(workload -> workload.worker() != null).isPresent();
  }

  Blame blame(EffectiveSpec effective) {
    return new Blame(subject, runner(effective).failureReason());
  }

  /** What the images of a pod will make of it; the pod is the one of a field of the workload. */
  List<Finding> serverFindings(ObjectNode pod, String field, EffectiveSpec effective) {
    return ModelServer.findings(pod, path + "." + field, blame(effective));
  }

  /** Value of the role label on pods that serve. */
  String role(EffectiveSpec effective) {
    if (this == PREFILL) {
      return "prefill";
    }
    return effective.isDisaggregated() ? "decode" : "both";
  }

  String component() {
    return COMPONENT + componentSuffix;
  }

  String leaderComponent() {
    return COMPONENT + "-leader" + componentSuffix;
  }

  String workerComponent() {
    return COMPONENT + "-worker" + componentSuffix;
  }

  /** What runs its pods when it is not multi-node. */
  ChildRole deployment() {
    return singleNode.getFirst();
  }

  /** What runs its pods when it is multi-node. */
  ChildRole groups() {
    return multiNode.getFirst();
  }

  /** What KEDA scales it by. */
  ChildRole scaledObject() {
    return scaling.getFirst();
  }

  /** What Kubernetes itself scales it by. */
  ChildRole autoscaler() {
    return scaling.getLast();
  }

  /** What it can be scaled by; at most one of these is wanted. */
  List<ChildRole> scaling() {
    return scaling;
  }

  /** What runs its pods. */
  ChildRole runner(EffectiveSpec effective) {
    return isMultiNode(effective) ? groups() : deployment();
  }

  /** What it can have in one topology: what runs its pods, and what these run as. */
  List<ChildRole> roles(boolean isMultiNode) {
    return isMultiNode ? multiNode : singleNode;
  }

  /** All that it can have. */
  List<ChildRole> roles() {
    return Stream.of(singleNode, multiNode, scaling).flatMap(List::stream).toList();
  }
}
