package io.llmisvc.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Passes wait in a line per namespace and the lines are served one after another;
 * the last free worker is for a namespace that has none. A namespace whose passes take long or fail
 * one after another is set aside: one of its passes runs at a time, and beside the workers. Runs
 * nothing itself.
 */
final class NamespaceTurns {
  private static final Logger LOG = Logger.getLogger(NamespaceTurns.class);

  /** How long a namespace stays aside after its last slow or failed pass: longer than a retry. */
  private static final Duration QUIET = Duration.ofSeconds(90);

  /** One broken service among sound ones does not hold up the others. */
  private static final int FAILURES_IN_A_ROW = 3;

  private final Limits limits;
  private final Clock clock;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int working;
  private int aside;
  private int waiting;
  private Instant moved = Instant.MIN;

  /**
   * @param workers how many passes run at a time
   * @param aside how many of namespaces that are set aside run at a time besides
   * @param most slow passes that give their worker back; further ones keep it
   */
  record Limits(int workers, int aside, int most) {
    static Limits of(int workers) {
      return new Limits(workers, 4 * workers, 16 * workers);
    }
  }

  /** One pass that may run now. It ends with {@link #leave}. */
  static final class Turn {
    private final String namespace;
    private final Runnable pass;
    private boolean isAside;
    private boolean isSlow;
    private boolean isOver;

    private Turn(String namespace, Runnable pass, boolean isAside) {
      this.namespace = namespace;
      this.pass = pass;
      this.isAside = isAside;
    }

    Runnable pass() {
      return pass;
    }
  }

  private static final class Line {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private int slow;
    private int failures;
    private Instant asideUntil = Instant.MIN;
    private Instant failuresCountUntil = Instant.MIN;
  }

  NamespaceTurns(Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  synchronized void enter(String namespace, Runnable pass) {
    if (waiting == 0) {
      moved = clock.instant();
    }
    waiting++;
    lines.computeIfAbsent(namespace, n -> new Line()).waiting.add(pass);
  }

  /** The next pass that may run, if any may. */
  synchronized @Nullable Turn next() {
    for (var entry : lines.entrySet()) {
      Line line = entry.getValue();
      boolean isAside = isAside(line);
      if (!line.waiting.isEmpty() && (isAside ? mayRunAside(line) : mayWork(line))) {
        return start(entry.getKey(), line, isAside);
      }
    }
    return null;
  }

  /** The pass takes long: whatever it waits for, its worker does not. */
  synchronized void takesLong(Turn turn) {
    if (turn.isOver || turn.isSlow) {
      return;
    }
    Line line = line(turn.namespace);
    if (!isAside(line)) {
      LOG.warnf("namespace set aside, its passes take long: namespace=%s", turn.namespace);
    }
    turn.isSlow = true;
    line.slow++;
    if (!turn.isAside && aside < limits.most()) {
      turn.isAside = true;
      working--;
      aside++;
    }
  }

  synchronized void leave(Turn turn) {
    Line line = line(turn.namespace);
    moved = clock.instant();
    turn.isOver = true;
    line.running--;
    if (turn.isAside) {
      aside--;
    } else {
      working--;
    }
    if (turn.isSlow) {
      line.slow--;
      line.asideUntil = clock.instant().plus(QUIET);
    }
    lines.values().removeIf(this::isForgettable);
  }

  /** A pass of the namespace failed. */
  synchronized void failed(String namespace) {
    Line line = line(namespace);
    Instant now = clock.instant();
    line.failures = now.isBefore(line.failuresCountUntil) ? line.failures + 1 : 1;
    line.failuresCountUntil = now.plus(QUIET).plus(QUIET);
    if (line.failures < FAILURES_IN_A_ROW) {
      return;
    }
    if (!isAside(line)) {
      LOG.warnf("namespace set aside, its passes fail: namespace=%s", namespace);
    }
    line.asideUntil = now.plus(QUIET);
  }

  /** A pass of the namespace did what it had to. */
  synchronized void succeeded(String namespace) {
    line(namespace).failuresCountUntil = Instant.MIN;
  }

  /** How many namespaces are set aside now. */
  synchronized long setAside() {
    return lines.values().stream().filter(this::isAside).count();
  }

  /** How many passes wait for their turn. */
  synchronized int waiting() {
    return waiting;
  }

  /** For how long passes have waited and none has begun or ended; zero while none waits. */
  synchronized Duration standstill() {
    return waiting > 0 ? Duration.between(moved, clock.instant()) : Duration.ZERO;
  }

  /** True when nothing runs and nothing waits. */
  synchronized boolean isIdle() {
    return lines.values().stream().allMatch(line -> line.running == 0 && line.waiting.isEmpty());
  }

  /** Takes everything that waits out of its line. */
  synchronized List<Runnable> giveUp() {
    List<Runnable> all = lines.values().stream().flatMap(line -> line.waiting.stream()).toList();
    lines.values().forEach(line -> line.waiting.clear());
    waiting = 0;
    return all;
  }

  private Turn start(String namespace, Line line, boolean isAside) {
    Turn turn = new Turn(namespace, line.waiting.remove(), isAside);
    line.running++;
    waiting--;
    moved = clock.instant();
    if (isAside) {
      aside++;
    } else {
      working++;
    }
    lines.remove(namespace); // and to the end
    lines.put(namespace, line);
    return turn;
  }

  private boolean mayWork(Line line) {
    int free = limits.workers() - working;
    return line.running == 0 ? free > 0 : free > 1;
  }

  private boolean mayRunAside(Line line) {
    return line.running == 0 && aside < limits.aside();
  }

  private boolean isAside(Line line) {
    return line.slow > 0 || clock.instant().isBefore(line.asideUntil);
  }

  private boolean isForgettable(Line line) {
    return line.running == 0
        && line.waiting.isEmpty()
        && !isAside(line)
        && !clock.instant().isBefore(line.failuresCountUntil);
  }

  private Line line(String namespace) {
    return lines.computeIfAbsent(namespace, n -> new Line());
  }
}
