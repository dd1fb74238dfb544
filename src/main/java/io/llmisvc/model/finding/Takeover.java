package io.llmisvc.model.finding;

/** By what it is known that a child was made by another controller, and what is said of it. */
public final class Takeover {
  /**
   * Annotation with the hash of the desired object that was applied last. A live child without it
   * was made by another controller of the service.
   */
  public static final String APPLIED = "internal.serving.kserve.io/applied-hash";

  public static final String PODS_CHANGE = "PodsChange";
  public static final String PODS_HELD = "PodsHeldBack";

  private Takeover() {}

  /** Whether a finding is news although a controller has seen the service before: it was not us. */
  public static boolean isAbout(Finding finding) {
    return finding.reason().equals(PODS_CHANGE) || finding.reason().equals(PODS_HELD);
  }
}
