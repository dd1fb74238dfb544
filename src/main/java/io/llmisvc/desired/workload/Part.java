package io.llmisvc.desired.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.api.spec.Workload;
import io.llmisvc.desired.Blame;
import io.llmisvc.model.ChildRole;
import io.llmisvc.model.EffectiveSpec;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.ChildSuffix;
import java.util.Optional;

/** The two workloads that a service can have. */
enum Part {
  MAIN(
      "spec",
      "",
      Subject.MAIN_WORKLOAD,
      ChildSuffix.WORKLOAD,
      ChildRole.MAIN_DEPLOYMENT,
      ChildSuffix.GROUPS,
      ChildRole.MAIN_LEADER_WORKER_SET),
  PREFILL(
      "spec.prefill",
      "-prefill",
      Subject.PREFILL_WORKLOAD,
      ChildSuffix.PREFILL,
      ChildRole.PREFILL_DEPLOYMENT,
      ChildSuffix.PREFILL_GROUPS,
      ChildRole.PREFILL_LEADER_WORKER_SET);

  private static final String COMPONENT = "llminferenceservice-workload";

  private final String path;
  private final String componentSuffix;
  private final Subject subject;
  private final ChildSuffix deployment;
  private final ChildRole deploymentRole;
  private final ChildSuffix groups;
  private final ChildRole groupsRole;

  Part(
      String path,
      String componentSuffix,
      Subject subject,
      ChildSuffix deployment,
      ChildRole deploymentRole,
      ChildSuffix groups,
      ChildRole groupsRole) {
    this.path = path;
    this.componentSuffix = componentSuffix;
    this.subject = subject;
    this.deployment = deployment;
    this.deploymentRole = deploymentRole;
    this.groups = groups;
    this.groupsRole = groupsRole;
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
    JsonNode workload = this == MAIN ? effective.tree() : effective.tree().path("prefill");
    if (workload.get(field) instanceof ObjectNode pod) {
      return pod;
    }
    throw new IllegalStateException(path + " has no " + field);
  }

  boolean isMultiNode(EffectiveSpec effective) {
    return of(effective).filter(workload -> workload.worker() != null).isPresent();
  }

  Blame blame(EffectiveSpec effective) {
    ChildRole role = isMultiNode(effective) ? groupsRole : deploymentRole;
    return new Blame(subject, role.failureReason());
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

  ChildSuffix deployment() {
    return deployment;
  }

  ChildRole deploymentRole() {
    return deploymentRole;
  }

  ChildSuffix groups() {
    return groups;
  }

  ChildRole groupsRole() {
    return groupsRole;
  }
}
