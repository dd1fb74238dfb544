package io.llmisvc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmisvc.testing.AuditEntry;
import io.llmisvc.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two operators, each a process, on one API server: the leader ends in the middle of a batch of new
 * services. The audit log tells what each of them wrote.
 */
class TwoOperatorsTest {
  private static final int SERVICES = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final OperatorWorld WORLD = OperatorWorld.bare();

  private final String namespace = WORLD.newNamespace();
  private final List<String> services =
      IntStream.range(0, SERVICES).mapToObj(i -> "llm-" + i).toList();

  @BeforeAll
  static void install() {
    WORLD.installOtherProjects();
  }

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void loseAndDuplicateNothingWhenTheLeaderIsStopped() {
    Takeover takeover = endInTheMiddle("stopped", OperatorProcess::terminate);
    assertThat(takeover.time).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void loseAndDuplicateNothingWhenTheLeaderIsKilled() {
    Takeover takeover = endInTheMiddle("killed", OperatorProcess::kill);
    assertThat(takeover.time).isLessThan(Duration.ofSeconds(30));
  }

  /**
   * @param time from the signal until the next one led
   */
  private record Takeover(Duration time) {}

  private Takeover endInTheMiddle(String run, Consumer<OperatorProcess> end) {
    Instant start = Instant.now();
    try (OperatorProcess first = startLeading(run + "-1", start);
        OperatorProcess second = startWaiting(run + "-2", start)) {
      // When
      services.forEach(name -> WORLD.apply(namespace, OperatorWorld.routed(name)));
      Await.until("a part is made", PATIENCE, () -> created(start).size() > SERVICES);
      Instant signal = Instant.now();
      end.accept(first);
      int inTime = created(start).size();
      services.forEach(name -> Await.until(name, PATIENCE, () -> isReady(second, name)));
      // Then
      List<AuditEntry> writes = objectWrites(start);
      assertThat(inTime).as("the batch was not done").isLessThan(created(start).size());
      assertThat(repeated(created(start))).as("made twice").isEmpty();
      assertThat(writes).noneMatch(entry -> entry.verb().equals("delete"));
      assertOneWritesAtATime(writes, first.name(), second.name());
      return new Takeover(Duration.between(signal, ledAt(second.name(), signal)));
    }
  }

  private OperatorProcess startLeading(String name, Instant start) {
    OperatorProcess process = OperatorProcess.start(WORLD, name);
    Await.until("it leads", PATIENCE, () -> hasRenewed(process, start));
    return process;
  }

  private OperatorProcess startWaiting(String name, Instant start) {
    OperatorProcess process = OperatorProcess.start(WORLD, name);
    Await.until(
        "it waits",
        PATIENCE,
        () -> {
          process.requireAlive();
          return leases(name, start).anyMatch(entry -> entry.verb().equals("get"));
        });
    return process;
  }

  private static boolean hasRenewed(OperatorProcess process, Instant start) {
    process.requireAlive();
    return leases(process.name(), start).anyMatch(AuditEntry::isWrite);
  }

  private boolean isReady(OperatorProcess process, String service) {
    process.requireAlive();
    return WORLD.isReady(namespace, service);
  }

  private static Instant ledAt(String name, Instant since) {
    return leases(name, since)
        .filter(AuditEntry::isWrite)
        .map(AuditEntry::at)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Stream<AuditEntry> leases(String name, Instant since) {
    return WORLD.controlPlane().auditLog().since(since).stream()
        .filter(entry -> entry.userAgent().equals(name) && entry.resource().equals("leases"))
        .filter(entry -> entry.code() < 300);
  }

  /** What operators wrote, or tried to, but for the lease. */
  private static List<AuditEntry> objectWrites(Instant since) {
    return WORLD.writesSince(since).stream()
        .filter(entry -> !entry.resource().equals("leases"))
        .toList();
  }

  /** The children that a request made, each as often as one did. */
  private static List<String> created(Instant since) {
    return WORLD.writesSince(since).stream()
        .filter(entry -> entry.code() == 201 && !entry.resource().equals("events"))
        .map(
            entry ->
                entry.resource()
                    + "."
                    + entry.apiGroup()
                    + " "
                    + entry.namespace()
                    + "/"
                    + entry.name())
        .toList();
  }

  private static Set<String> repeated(List<String> values) {
    Set<String> seen = new HashSet<>();
    return values.stream().filter(value -> !seen.add(value)).collect(Collectors.toSet());
  }

  private static void assertOneWritesAtATime(List<AuditEntry> writes, String first, String second) {
    List<Instant> before = times(writes, first);
    List<Instant> after = times(writes, second);
    assertThat(before).isNotEmpty();
    assertThat(after).isNotEmpty();
    assertThat(before.getLast()).isBefore(after.getFirst());
    assertThat(before.size() + after.size()).isEqualTo(writes.size());
  }

  private static List<Instant> times(List<AuditEntry> writes, String name) {
    return writes.stream()
        .filter(entry -> entry.userAgent().equals(name))
        .map(AuditEntry::at)
        .sorted()
        .toList();
  }
}
