package io.llmisvc.dev.scale;

import io.llmisvc.dev.scale.RequestCount.Request;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was measured from the beginning of a phase to its end.
 *
 * @param untilQuiet until the last write or work; the wait that proves the quiet is not in it
 * @param cpuSeconds of the operator
 * @param machineSeconds of the whole machine
 * @param waitedSeconds that threads of the operator waited for a core, about
 * @param peak most resident memory, KiB
 * @param heapUsed bytes; 0 when it is not known
 * @param watches open at the end
 * @param connections to the API server at the end
 */
record PhaseResult(
    String name,
    Duration untilQuiet,
    double cpuSeconds,
    double machineSeconds,
    double waitedSeconds,
    Map<Request, Integer> requests,
    long passes,
    ProcessMeter.Memory memory,
    long peak,
    long heapUsed,
    int watches,
    int connections,
    long readyMillis,
    long healthyMillis) {

  int count(Predicate<Request> which) {
    return requests.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
