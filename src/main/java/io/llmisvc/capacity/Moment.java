package io.llmisvc.capacity;

/** When pods are counted. */
public enum Moment {
  /** As many replicas as are wanted; with autoscaling at least its least. */
  NOW,
  /** Those, and the pods that come before others go, were all services rolled out at once. */
  ROLLOUT,
  /** As many replicas as autoscaling may make of them. */
  MAXIMUM
}
