package io.llmisvc.cluster.lease;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long this operator may write. It begins and is extended when a renewal of the lease was
 * answered, and counts from when that renewal was sent: whoever sees the renewal counts from later,
 * and longer, so nobody else leads before it is over. It ends by itself, also for a thread that
 * hung meanwhile.
 */
public final class LeaseTerm {
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final LongSupplier nanoTime;
  private volatile @Nullable Span span;
  private volatile boolean isClosed;

  /**
   * @param writesEnd when the last write may begin
   * @param leaseEnds when another operator may write at the earliest
   */
  private record Span(long writesEnd, long leaseEnds) {}

  /** Something would be written, and this operator does not lead. */
  public static final class NotLeadingException extends KubernetesClientException {
    private static final long serialVersionUID = 1L;

    NotLeadingException() {
      super("this operator does not lead now; the one that does goes on");
    }
  }

  /** One that has not begun. */
  public LeaseTerm() {
    this(System::nanoTime);
  }

  LeaseTerm(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** That of an operator that is the only one. */
  public static LeaseTerm endless() {
    LeaseTerm term = new LeaseTerm();
    term.span = spanFrom(System.nanoTime(), FOR_EVER, FOR_EVER);
    return term;
  }

  /** Whether no write may begin now. */
  public boolean isOver() {
    Span now = span;
    return now == null || nanoTime.getAsLong() - now.writesEnd >= 0;
  }

  /**
   * Stands before each write.
   *
   * @throws NotLeadingException when no write may begin now
   */
  public void require() {
    if (isOver()) {
      throw new NotLeadingException();
    }
  }

  /** How long nobody else can write; zero or less when somebody may. */
  Duration untilOthers() {
    Span now = span;
    return now == null ? Duration.ZERO : Duration.ofNanos(now.leaseEnds - nanoTime.getAsLong());
  }

  /** A time to count from. */
  long now() {
    return nanoTime.getAsLong();
  }

  /**
   * @param sent when the renewal that was answered now had been sent
   * @return true when there was no term until now
   */
  boolean extend(long sent, Timing timing) {
    if (isClosed) {
      return false;
    }
    boolean begins = isOver();
    span = spanFrom(sent, timing.writes(), timing.lease());
    return begins;
  }

  /** Ends it: somebody else leads. */
  void end() {
    span = null;
  }

  /** Ends it, and it never begins again. */
  void close() {
    isClosed = true;
    end();
  }

  private static Span spanFrom(long start, Duration writes, Duration lease) {
    return new Span(start + writes.toNanos(), start + lease.toNanos());
  }
}
