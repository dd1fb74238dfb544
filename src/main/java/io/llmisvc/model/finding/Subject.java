package io.llmisvc.model.finding;

/** The part of a service that a finding or a failure is about. */
public enum Subject {
  COMPOSITION(Stage.COMPOSITION),
  MAIN_WORKLOAD(Stage.WORKLOAD),
  PREFILL_WORKLOAD(Stage.WORKLOAD),
  SCALING(Stage.WORKLOAD),
  PREFILL_SCALING(Stage.WORKLOAD),
  GATEWAY(Stage.ROUTER),
  ROUTE(Stage.ROUTER),
  POOL(Stage.ROUTER),
  SCHEDULER(Stage.ROUTER),
  TOKENIZER(Stage.ROUTER);

  private final Stage stage;

  Subject(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }
}
