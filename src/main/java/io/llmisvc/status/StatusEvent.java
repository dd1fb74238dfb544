package io.llmisvc.status;

/** An event to record about a service. */
public record StatusEvent(Type type, String reason, String message) {

  /** Kubernetes' two types of events. */
  public enum Type {
    NORMAL,
    WARNING
  }
}
