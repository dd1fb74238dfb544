package io.llmisvc.model;

/** The three reconcilers' shares of a service. */
public enum Stage {
  COMPOSITION,
  WORKLOAD,
  ROUTER
}
