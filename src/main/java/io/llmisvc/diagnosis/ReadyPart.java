package io.llmisvc.diagnosis;

import io.llmisvc.model.ChildRole;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.status.condition.ConditionType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts that the status tells of, in the order in which one depends on the other. */
enum ReadyPart {
  CONFIGS(ConditionType.PRESETS_COMBINED, Subject.COMPOSITION, Cause.CONFIG, Cause.CONFIG),
  MAIN(ConditionType.MAIN_WORKLOAD_READY, ChildRole.MAIN_DEPLOYMENT),
  WORKER(ConditionType.WORKER_WORKLOAD_READY, ChildRole.MAIN_LEADER_WORKER_SET),
  PREFILL(ConditionType.PREFILL_WORKLOAD_READY, ChildRole.PREFILL_DEPLOYMENT),
  PREFILL_WORKER(ConditionType.PREFILL_WORKER_WORKLOAD_READY, ChildRole.PREFILL_LEADER_WORKER_SET),
  SCALING(ConditionType.SCALING_READY, Subject.SCALING, Cause.SCALING, Cause.SCALING),
  PREFILL_SCALING(
      ConditionType.PREFILL_SCALING_READY, Subject.PREFILL_SCALING, Cause.SCALING, Cause.SCALING),
  PICKER(ConditionType.SCHEDULER_WORKLOAD_READY, ChildRole.SCHEDULER_DEPLOYMENT),
  TOKENIZER(ConditionType.TOKENIZER_READY, ChildRole.TOKENIZER_DEPLOYMENT),
  GATEWAYS(
      ConditionType.GATEWAYS_READY, Subject.GATEWAY, Cause.REFUSED, Cause.GATEWAY, Kind.GATEWAY),
  ROUTES(
      ConditionType.HTTP_ROUTES_READY, Subject.ROUTE, Cause.REFUSED, Cause.ROUTE, Kind.HTTP_ROUTE),
  POOL(
      ConditionType.INFERENCE_POOL_READY,
      Subject.POOL,
      Cause.REFUSED,
      Cause.POOL,
      Kind.INFERENCE_POOL,
      Kind.INFERENCE_POOL_V1ALPHA2);

  private final ConditionType type;
  private final Subject subject;
  private final @Nullable ChildRole role;
  private final Cause ofFindings;
  private final Cause ofOthers;
  private final List<Kind> kinds;

  ReadyPart(ConditionType type, Subject subject, Cause ofFindings, Cause ofOthers, Kind... kinds) {
    this(type, subject, null, ofFindings, ofOthers, List.of(kinds));
  }

  ReadyPart(ConditionType type, ChildRole role) {
    this(
        type,
        role.subject(),
        role,
        Cause.REFUSED,
        Cause.STARTING,
        role.kind().isOptional() ? List.of(role.kind()) : List.of());
  }

  ReadyPart(
      ConditionType type,
      Subject subject,
      @Nullable ChildRole role,
      Cause ofFindings,
      Cause ofOthers,
      List<Kind> kinds) {
    this.type = type;
    this.subject = subject;
    this.role = role;
    this.ofFindings = ofFindings;
    this.ofOthers = ofOthers;
    this.kinds = kinds;
  }

  ConditionType type() {
    return type;
  }

  Subject subject() {
    return subject;
  }

  /** The child that runs its pods. */
  Optional<ChildRole> role() {
    return Optional.ofNullable(role);
  }

  /** What is the matter when the plan has an error about it. */
  Cause ofFindings() {
    return ofFindings;
  }

  /** What is the matter when the live objects say so. */
  Cause ofOthers() {
    return ofOthers;
  }

  /** The kinds of which the cluster must serve one; empty when every cluster does. */
  List<Kind> kinds() {
    return kinds;
  }
}
