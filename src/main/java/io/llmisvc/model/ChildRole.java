package io.llmisvc.model;

import io.llmisvc.model.finding.Stage;
import io.llmisvc.model.finding.Subject;

/**
 * What a child is for, in the order of writing. One service has at most one child per role. The
 * workload's Service comes first: its address is part of the certificate.
 */
public enum ChildRole {
  WORKLOAD_SERVICE(Subject.MAIN_WORKLOAD, "ReconcileWorkloadServiceError"),
  TLS_SECRET(Subject.MAIN_WORKLOAD, "ReconcileCertsError"),
  WORKLOAD_SERVICE_ACCOUNT(Subject.MAIN_WORKLOAD, "ReconcileSingleNodeWorkloadError"),
  WORKLOAD_ROLE(Subject.MAIN_WORKLOAD, "ReconcileSingleNodeWorkloadError"),
  WORKLOAD_ROLE_BINDING(Subject.MAIN_WORKLOAD, "ReconcileSingleNodeWorkloadError"),
  MULTI_NODE_SERVICE_ACCOUNT(Subject.MAIN_WORKLOAD, "ReconcileMultiNodeWorkloadError"),
  MULTI_NODE_ROLE(Subject.MAIN_WORKLOAD, "ReconcileMultiNodeWorkloadError"),
  MULTI_NODE_ROLE_BINDING(Subject.MAIN_WORKLOAD, "ReconcileMultiNodeWorkloadError"),
  MULTI_NODE_PREFILL_SERVICE_ACCOUNT(Subject.PREFILL_WORKLOAD, "ReconcileMultiNodeWorkloadError"),
  CA_BUNDLE(Subject.MAIN_WORKLOAD, "ReconcileSingleNodeWorkloadError"),
  MAIN_LEADER_WORKER_SET(Subject.MAIN_WORKLOAD, "ReconcileMultiNodeWorkloadError"),
  PREFILL_LEADER_WORKER_SET(Subject.PREFILL_WORKLOAD, "ReconcileMultiNodeWorkloadError"),
  MAIN_DEPLOYMENT(Subject.MAIN_WORKLOAD, "ReconcileSingleNodeWorkloadError"),
  PREFILL_DEPLOYMENT(Subject.PREFILL_WORKLOAD, "ReconcileSingleNodeWorkloadError"),
  SCHEDULER_SERVICE_ACCOUNT(Subject.SCHEDULER, "SchedulerReconcileError"),
  SCHEDULER_CLUSTER_ROLE_BINDING(Subject.SCHEDULER, "SchedulerReconcileError"),
  SCHEDULER_ROLE(Subject.SCHEDULER, "SchedulerReconcileError"),
  SCHEDULER_ROLE_BINDING(Subject.SCHEDULER, "SchedulerReconcileError"),
  SCHEDULER_DEPLOYMENT(Subject.SCHEDULER, "SchedulerReconcileError"),
  SCHEDULER_SERVICE(Subject.SCHEDULER, "SchedulerReconcileError"),
  POOL(Subject.POOL, "SchedulerReconcileError"),
  POOL_V1ALPHA2(Subject.POOL, "SchedulerReconcileError"),
  OBJECTIVE(Subject.POOL, "SchedulerReconcileError"),
  GATEWAY(Subject.GATEWAY, "GatewayReconcileError"),
  ROUTE(Subject.ROUTE, "HTTPRouteReconcileError");

  private final Subject subject;
  private final String failureReason;

  ChildRole(Subject subject, String failureReason) {
    this.subject = subject;
    this.failureReason = failureReason;
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
    return this == CA_BUNDLE;
  }

  public Stage stage() {
    return subject.stage();
  }
}
