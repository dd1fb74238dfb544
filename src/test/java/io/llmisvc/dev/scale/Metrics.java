package io.llmisvc.dev.scale;

/** The operator's own metrics, in the text form of Prometheus. */
record Metrics(String text) {
  /** Bytes of the Java heap in use, garbage included; 0 when it does not say. */
  long heapUsed() {
    return (long) sum("jvm_memory_used_bytes", "area=\"heap\"");
  }

  /** Passes over services that have ended, deletions included, since the start of the process. */
  long passes() {
    return (long)
        sum(
            "operator_sdk_reconciliations_execution_duration_seconds_count",
            "controller_name=\"llminferenceservice\"");
  }

  private double sum(String name, String label) {
    return text.lines()
        .filter(line -> line.startsWith(name) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
