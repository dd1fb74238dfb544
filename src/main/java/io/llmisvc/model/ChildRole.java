package io.llmisvc.model;

import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;
import io.llmisvc.model.naming.Kind;
import io.llmisvc.model.naming.NameRule;
import io.llmisvc.model.naming.ObjectKey;
import io.llmisvc.model.naming.ServiceMeta;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a child is for, in the order of writing: the table of all children that a service can have,
 * and the only place that spells their names. One service has at most one child per role. The
 * workload's Service comes first: its address is part of the certificate.
 */
public enum ChildRole {
  WORKLOAD_SERVICE(
      Kind.SERVICE, "-kserve-workload-svc", Subject.MAIN_WORKLOAD, Failure.WORKLOAD_SERVICE),
  TLS_SECRET(Kind.SECRET, "-kserve-self-signed-certs", Subject.MAIN_WORKLOAD, Failure.CERTIFICATES),
  WORKLOAD_SERVICE_ACCOUNT(
      Kind.SERVICE_ACCOUNT, "-kserve", Subject.MAIN_WORKLOAD, Failure.SINGLE_NODE),
  WORKLOAD_ROLE(Kind.ROLE, "-kserve-role", Subject.MAIN_WORKLOAD, Failure.SINGLE_NODE),
  WORKLOAD_ROLE_BINDING(
      Kind.ROLE_BINDING, "-kserve-rb", Subject.MAIN_WORKLOAD, Failure.SINGLE_NODE),
  MULTI_NODE_SERVICE_ACCOUNT(
      Kind.SERVICE_ACCOUNT, "-kserve-mn", Subject.MAIN_WORKLOAD, Failure.MULTI_NODE),
  MULTI_NODE_ROLE(Kind.ROLE, "-kserve-mn-role", Subject.MAIN_WORKLOAD, Failure.MULTI_NODE),
  MULTI_NODE_ROLE_BINDING(
      Kind.ROLE_BINDING, "-kserve-mn-rb", Subject.MAIN_WORKLOAD, Failure.MULTI_NODE),
  MULTI_NODE_PREFILL_SERVICE_ACCOUNT(
      Kind.SERVICE_ACCOUNT, "-kserve-mn-prefill", Subject.PREFILL_WORKLOAD, Failure.MULTI_NODE),
  CA_BUNDLE(
      Kind.CONFIG_MAP,
      NameRule.SHARED,
      "global-ca-bundle",
      Subject.MAIN_WORKLOAD,
      Failure.SINGLE_NODE),
  RESOURCE_CLAIM_TEMPLATE(
      Kind.RESOURCE_CLAIM_TEMPLATE, "-managed-dra", Subject.MAIN_WORKLOAD, Failure.MULTI_NODE),
  MAIN_LEADER_WORKER_SET(
      Kind.LEADER_WORKER_SET,
      NameRule.GROUP,
      "-kserve-mn",
      Subject.MAIN_WORKLOAD,
      Failure.MULTI_NODE),
  PREFILL_LEADER_WORKER_SET(
      Kind.LEADER_WORKER_SET,
      NameRule.GROUP,
      "-kserve-mn-prefill",
      Subject.PREFILL_WORKLOAD,
      Failure.MULTI_NODE),
  MAIN_DEPLOYMENT(Kind.DEPLOYMENT, "-kserve", Subject.MAIN_WORKLOAD, Failure.SINGLE_NODE),
  PREFILL_DEPLOYMENT(
      Kind.DEPLOYMENT, "-kserve-prefill", Subject.PREFILL_WORKLOAD, Failure.SINGLE_NODE),
  MAIN_SCALED_OBJECT(Kind.SCALED_OBJECT, "-kserve-keda", Subject.SCALING, Failure.SCALING),
  MAIN_AUTOSCALER(Kind.HORIZONTAL_POD_AUTOSCALER, "-kserve-hpa", Subject.SCALING, Failure.SCALING),
  PREFILL_SCALED_OBJECT(
      Kind.SCALED_OBJECT, "-kserve-prefill-keda", Subject.PREFILL_SCALING, Failure.SCALING),
  PREFILL_AUTOSCALER(
      Kind.HORIZONTAL_POD_AUTOSCALER,
      "-kserve-prefill-hpa",
      Subject.PREFILL_SCALING,
      Failure.SCALING),
  /** Never wanted: older ones of KServe's controller had what now stands in annotations. */
  MAIN_VARIANT(Kind.VARIANT_AUTOSCALING, "-kserve-va", Subject.SCALING, Failure.SCALING),
  PREFILL_VARIANT(
      Kind.VARIANT_AUTOSCALING, "-kserve-prefill-va", Subject.PREFILL_SCALING, Failure.SCALING),
  SCHEDULER_SERVICE_ACCOUNT(Kind.SERVICE_ACCOUNT, "-epp-sa", Subject.SCHEDULER, Failure.SCHEDULER),
  SCHEDULER_CLUSTER_ROLE_BINDING(
      Kind.CLUSTER_ROLE_BINDING,
      NameRule.CLUSTER,
      "-epp-auth-rb",
      Subject.SCHEDULER,
      Failure.SCHEDULER),
  SCHEDULER_ROLE(Kind.ROLE, "-epp-role", Subject.SCHEDULER, Failure.SCHEDULER),
  SCHEDULER_ROLE_BINDING(Kind.ROLE_BINDING, "-epp-rb", Subject.SCHEDULER, Failure.SCHEDULER),
  TOKENIZER_DEPLOYMENT(Kind.DEPLOYMENT, "-tokenizer", Subject.TOKENIZER, Failure.SCHEDULER),
  TOKENIZER_SERVICE(Kind.SERVICE, "-tokenizer", Subject.TOKENIZER, Failure.SCHEDULER),
  SCHEDULER_DEPLOYMENT(
      Kind.DEPLOYMENT, "-kserve-router-scheduler", Subject.SCHEDULER, Failure.SCHEDULER),
  /** Under this name unless the pool names another. */
  SCHEDULER_SERVICE(Kind.SERVICE, "-epp-service", Subject.SCHEDULER, Failure.SCHEDULER),
  POOL(Kind.INFERENCE_POOL, "-inference-pool", Subject.POOL, Failure.SCHEDULER),
  POOL_V1ALPHA2(Kind.INFERENCE_POOL_V1ALPHA2, "-inference-pool", Subject.POOL, Failure.SCHEDULER),
  OBJECTIVE_LLM_D(
      Kind.INFERENCE_OBJECTIVE_LLM_D, "-inference-objective", Subject.POOL, Failure.SCHEDULER),
  OBJECTIVE(Kind.INFERENCE_OBJECTIVE, "-inference-objective", Subject.POOL, Failure.SCHEDULER),
  INFERENCE_MODEL(Kind.INFERENCE_MODEL, "-inference-model", Subject.POOL, Failure.SCHEDULER),
  GATEWAY(Kind.GATEWAY, "-kserve-gateway", Subject.GATEWAY, Failure.GATEWAY),
  ROUTE(Kind.HTTP_ROUTE, "-kserve-route", Subject.ROUTE, Failure.ROUTE);

  private final Kind kind;
  private final NameRule rule;
  private final String suffix;
  private final Subject subject;
  private final String failureReason;

  ChildRole(Kind kind, String suffix, Subject subject, String failureReason) {
    this(kind, NameRule.SERVICE, suffix, subject, failureReason);
  }

  ChildRole(Kind kind, NameRule rule, String suffix, Subject subject, String failureReason) {
    this.kind = kind;
    this.rule = rule;
    this.suffix = suffix;
    this.subject = subject;
    this.failureReason = failureReason;
  }

  /** The roles of a stage. */
  public static List<ChildRole> of(Stage stage) {
    return where(role -> role.stage() == stage);
  }

  /** The roles of a part of a service. */
  public static List<ChildRole> of(Subject subject) {
    return where(role -> role.subject == subject);
  }

  /** The roles that objects of a kind can have; none of a kind that is never a child. */
  public static List<ChildRole> of(Kind kind) {
    return where(role -> role.kind == kind);
  }

  private static List<ChildRole> where(Predicate<ChildRole> condition) {
    return Arrays.stream(values()).filter(condition).toList();
  }

  public Kind kind() {
    return kind;
  }

  /** The identity of this child of a service. */
  public ObjectKey key(ServiceMeta service) {
    return new ObjectKey(kind, service.namespace(), name(service));
  }

  /** The name of this child of a service; at most 63 characters. */
  public String name(ServiceMeta service) {
    return rule.name(service, suffix);
  }

  /** The identity under which an earlier controller may have made this child, if it is another. */
  public Optional<ObjectKey> formerKey(ServiceMeta service) {
    return Optional.of(new ObjectKey(kind, service.namespace(), rule.formerName(service, suffix)))
        .filter(key -> !key.equals(key(service)));
  }

  /** What a failure to write this child is about. */
  public Subject subject() {
    return subject;
  }

  /** The condition reason when this child cannot be written or removed. */
  public String failureReason() {
    return failureReason;
  }

  /**
   * True for a child that all services of a namespace share: no service controls it, each may write
   * it, none removes it.
   */
  public boolean isShared() {
    return rule == NameRule.SHARED;
  }

  /** True for what sets the number of a workload's replicas. */
  public boolean isScaling() {
    return subject == Subject.SCALING || subject == Subject.PREFILL_SCALING;
  }

  public Stage stage() {
    return subject.stage();
  }

  private static final class Failure {
    private static final String WORKLOAD_SERVICE = "ReconcileWorkloadServiceError";
    private static final String CERTIFICATES = "ReconcileCertsError";
    private static final String SINGLE_NODE = "ReconcileSingleNodeWorkloadError";
    private static final String MULTI_NODE = "ReconcileMultiNodeWorkloadError";
    private static final String SCALING = "ReconcileScalingError";
    private static final String SCHEDULER = "SchedulerReconcileError";
    private static final String GATEWAY = "GatewayReconcileError";
    private static final String ROUTE = "HTTPRouteReconcileError";
  }
}
