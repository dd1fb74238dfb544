package io.llmisvc.model.naming;

/** Ports that presets, children and backends agree on. */
public final class Ports {
  /** Where pods, and the Service in front of them, take requests. */
  public static final int MODEL_SERVER = 8000;

  /** Where a picker answers gateways, over gRPC. */
  public static final int PICKER = 9002;

  private Ports() {}
}
