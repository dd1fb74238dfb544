package io.llmisvc.fitness;

import java.util.List;

/** A part of a cluster that is read, and which checks need it. */
public enum ClusterPart {
  /** The CustomResourceDefinitions of our kinds and of those of children, by name. */
  DEFINITIONS(Check.DEFINITIONS, Check.APIS, Check.WEBHOOKS),
  MUTATING_WEBHOOKS(Check.WEBHOOKS),
  VALIDATING_WEBHOOKS(Check.WEBHOOKS),
  /** The Services that webhooks ask, and who stands behind them. */
  WEBHOOK_SERVICES(Check.WEBHOOKS),
  WEBHOOK_ENDPOINTS(Check.WEBHOOKS),
  /** Configs of the system namespace. */
  CONFIGS(Check.PRESETS),
  /** Deployments that are not of services. */
  DEPLOYMENTS(Check.OPERATOR, Check.CONTROLLERS, Check.NEIGHBOURS),
  /** That of the operator. */
  LEASE(Check.OPERATOR),
  /** The operator's ConfigMap. */
  SETTINGS(Check.SETTINGS, Check.GATEWAY),
  /** The default one. */
  GATEWAY(Check.GATEWAY),
  GATEWAY_CLASSES(Check.GATEWAY),
  /** What runs the pods of services. */
  WORKLOADS(Check.DEVICES),
  GROUPED_WORKLOADS(Check.DEVICES),
  NODES(Check.DEVICES),
  /** Those of services. */
  CLAIM_TEMPLATES(Check.CONTROLLERS),
  DEVICE_SLICES(Check.CONTROLLERS),
  CLUSTER_ROLES(Check.PICKERS, Check.RIGHTS),
  CLUSTER_ROLE_BINDINGS(Check.PICKERS, Check.RIGHTS),
  /** Those of the namespaces in which the operator works by name. */
  ROLES(Check.RIGHTS),
  ROLE_BINDINGS(Check.RIGHTS),
  /** Events about fights. */
  FIGHTS(Check.NEIGHBOURS);

  private final List<Check> checks;

  ClusterPart(Check... checks) {
    this.checks = List.of(checks);
  }

  List<Check> checks() {
    return checks;
  }
}
