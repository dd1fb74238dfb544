package io.llmisvc.status.condition;

/**
 * The reasons that the status itself gives. Findings, failed writes and live objects bring reasons
 * of their own, which pass through as they are.
 */
public enum Reason {
  /** The stop annotation is set; cleared when its owner removes it. */
  STOPPED("Stopped"),
  /** Wanted and written, but not seen yet; cleared by the watch. */
  PENDING("Pending"),
  /** A live workload says nothing yet about its availability; cleared by its controller. */
  PROGRESSING("Progressing"),
  /** A rollout takes longer than its Deployment allows; cleared by a rollout that works. */
  PROGRESS_DEADLINE_EXCEEDED("ProgressDeadlineExceeded"),

  /** An autoscaler was not seen yet, or says nothing; cleared by the controller of its kind. */
  HPA_PROGRESSING("HPAProgressing"),
  /** A ScaledObject was not seen yet, or is not through; cleared by KEDA. */
  SCALED_OBJECT_PROGRESSING("ScaledObjectProgressing"),

  /** A config that the service names is nowhere; cleared when it is made. */
  CONFIG_NOT_FOUND("ConfigNotFound"),
  /** The configs do not merge or expand; cleared by a fixed config or spec. */
  COMBINE_BASE_ERROR("CombineBaseError"),
  /** The merged spec breaks a rule; cleared by a fixed config or spec. */
  INVALID_RENDERED_CONFIG("InvalidRenderedConfig"),
  /** The merged spec could not be checked; cleared by a later pass. */
  VALIDATION_UNAVAILABLE("ValidationUnavailable"),

  /** Something that the service refers to could not be read; cleared by a later pass. */
  REFERENCE_UNREAD("ReferenceUnread"),
  /** The operator failed; cleared by a pass that does not. */
  INTERNAL_ERROR("InternalError"),

  /** A Gateway or HTTPRoute that is referred to is not there; cleared when it is made. */
  REFS_INVALID("RefsInvalid"),
  /** A Gateway is not programmed; cleared by its controller. */
  GATEWAYS_NOT_READY("GatewaysNotReady"),
  /** A route is not accepted, or its references are not resolved; cleared by the Gateway. */
  HTTP_ROUTES_NOT_READY("HTTPRoutesNotReady"),
  /** A route's listener or GatewayClass is not there; cleared when the route or they change. */
  HTTP_ROUTE_RECONCILE_ERROR("HTTPRouteReconcileError"),
  /** A pool that is needed is not there; cleared when it is made. */
  INFERENCE_POOL_FETCH_ERROR("InferencePoolFetchError"),
  /** A Gateway in use has not looked at the pool; cleared by its controller, or by a route. */
  WAITING_FOR_GATEWAY("WaitingForGateway"),
  /** A Gateway in use refuses the pool; cleared by its controller. */
  INFERENCE_POOL_NOT_READY("InferencePoolNotReady"),

  /** Members of a routing group serve different models; cleared when all serve the same. */
  MEMBER_DIVERGENCE("MemberDivergence"),
  /** A route of the routing group still leads to a deleted service; cleared by its next change. */
  FINALIZATION_PENDING("FinalizationPending"),

  /** Services use the config; cleared when they stop to. */
  IN_USE("InUse"),
  /** No service uses the config; cleared when one does. */
  NOT_IN_USE("NotInUse"),
  /** The config is to be deleted and services use it; cleared when they stop to. */
  DELETION_BLOCKED("DeletionBlocked");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The {@code reason} in the status. */
  public String text() {
    return text;
  }
}
