package io.llmisvc.model;

/** What a child is for. One service has at most one child per role. */
public enum ChildRole {
  TLS_SECRET(Subject.MAIN_WORKLOAD),
  WORKLOAD_SERVICE_ACCOUNT(Subject.MAIN_WORKLOAD),
  WORKLOAD_ROLE(Subject.MAIN_WORKLOAD),
  WORKLOAD_ROLE_BINDING(Subject.MAIN_WORKLOAD),
  MULTI_NODE_SERVICE_ACCOUNT(Subject.MAIN_WORKLOAD),
  MULTI_NODE_ROLE(Subject.MAIN_WORKLOAD),
  MULTI_NODE_ROLE_BINDING(Subject.MAIN_WORKLOAD),
  MULTI_NODE_PREFILL_SERVICE_ACCOUNT(Subject.PREFILL_WORKLOAD),
  CA_BUNDLE(Subject.MAIN_WORKLOAD),
  MAIN_LEADER_WORKER_SET(Subject.MAIN_WORKLOAD),
  PREFILL_LEADER_WORKER_SET(Subject.PREFILL_WORKLOAD),
  MAIN_DEPLOYMENT(Subject.MAIN_WORKLOAD),
  PREFILL_DEPLOYMENT(Subject.PREFILL_WORKLOAD),
  WORKLOAD_SERVICE(Subject.MAIN_WORKLOAD),
  SCHEDULER_SERVICE_ACCOUNT(Subject.SCHEDULER),
  SCHEDULER_CLUSTER_ROLE_BINDING(Subject.SCHEDULER),
  SCHEDULER_ROLE(Subject.SCHEDULER),
  SCHEDULER_ROLE_BINDING(Subject.SCHEDULER),
  SCHEDULER_DEPLOYMENT(Subject.SCHEDULER),
  SCHEDULER_SERVICE(Subject.SCHEDULER),
  POOL(Subject.POOL),
  POOL_V1ALPHA2(Subject.POOL),
  OBJECTIVE(Subject.POOL),
  GATEWAY(Subject.GATEWAY),
  ROUTE(Subject.ROUTE);

  private final Subject subject;

  ChildRole(Subject subject) {
    this.subject = subject;
  }

  /** What a failure to write this child is about. */
  public Subject subject() {
    return subject;
  }

  public Stage stage() {
    return subject.stage();
  }
}
