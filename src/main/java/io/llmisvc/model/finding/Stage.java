package io.llmisvc.model.finding;

/** The three reconcilers' shares of a service. */
public enum Stage {
  COMPOSITION,
  WORKLOAD,
  ROUTER
}
